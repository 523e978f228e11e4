import { commandConfig } from '../config';
import { createContext, type Context } from '../context';

/** What a command is given that opens databases itself. */
export type Surroundings = Omit<Context, 'db'>;

/** Runs `work` without opening the database that DATABASE_URL names: it may be missing, damaged, or of another version. */
export async function withSurroundings<T>(work: (surroundings: Surroundings) => Promise<T>): Promise<T> {
  const config = commandConfig();
  // Time, chance and ids come with a context, and a context with a database: an empty one, which nobody is given.
  const { db, ...rest } = await createContext({ ...config, databaseUrl: 'sqlite::memory:' });
  try {
    return await work({ ...rest, config });
  } finally {
    await db.close();
  }
}
