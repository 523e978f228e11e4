import BetterSqlite from 'better-sqlite3';
import { isBusy } from './violations';

const nothing = (): void => undefined;

/**
 * Keeps everybody else out of a SQLite file while it is put away. What stood in its log is in the file afterwards. A
 * file that cannot be read is left alone, with whatever lies beside it: there may be something to rescue.
 * @returns lets others in again
 * @throws Error when another process has the file open
 */
export function holdSqliteFile(path: string): () => void {
  if (!isReadable(path)) return nothing;
  const connection = new BetterSqlite(path, { timeout: 0 });
  try {
    // Nobody who has the file open can be missed: leaving write-ahead mode needs the file alone.
    connection.pragma('journal_mode = DELETE');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (isBusy(error)) throw new Error(`Another process has ${path} open: stop it first.`, { cause: error });
    return nothing;
  }
  return () => void connection.close();
}

function isReadable(path: string): boolean {
  const connection = new BetterSqlite(path, { readonly: true });
  try {
    connection.prepare('SELECT count(*) FROM sqlite_master').get();
    return true;
  } catch (error) {
    return isBusy(error);
  } finally {
    connection.close();
  }
}
