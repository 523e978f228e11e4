import { isDeadlock } from './violations';

const tries = 3;

/** Does a whole transaction again when others and it waited for each other: the database has undone it without a trace. */
export async function againAfterDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (!isDeadlock(error) || tried === tries) throw error;
    }
  }
}
