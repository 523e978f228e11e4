import { DatabaseFailed } from '../errors';
import { isFailure } from './violations';

export interface FailureWatch {
  /** Resolves with the first failure after which nothing is written any more; never without one. */
  readonly failed: Promise<Error>;
  /** Runs work that writes, unless writing has failed before. @throws DatabaseFailed in that case */
  readonly watch: <T>(work: () => Promise<T>) => Promise<T>;
  /** Tells of a failure that was caught or happened elsewhere, as in a thread. */
  readonly report: (error: unknown) => void;
}

/**
 * After a failed write or fsync nobody knows what the disk has, and trying again may only hide that (Rebello et al.
 * 2020, Can Applications Recover from fsync Failures?, USENIX ATC). So the first one is the last: from then on the
 * database is only read, until a new process has looked at it.
 */
export function watchFailures(): FailureWatch {
  let isFailed = false;
  let tell: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => (tell = resolve));
  const report = (error: unknown): void => {
    if (!isFailure(error)) return;
    isFailed = true;
    tell(error as Error);
  };
  return {
    failed,
    report,
    watch: async (work) => {
      if (isFailed) throw new DatabaseFailed();
      try {
        return await work();
      } catch (error) {
        report(error);
        throw isFailure(error) ? new DatabaseFailed() : error;
      }
    },
  };
}
