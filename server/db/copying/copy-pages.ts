import BetterSqlite from 'better-sqlite3';
import { openReadOnly } from './sqlite-snapshot';

/** Told of pages copied so far, and how many there are in all. */
export type TellPages = (done: number, total: number) => void;

/** 8 MB of pages at a time: between them the progress is told. */
const pagesAtOnce = 2000;

/**
 * Copies a SQLite file that others may be writing to, page by page, into a new file that needs nothing beside it. The
 * copy is what the file was at one moment: the connection reads inside a transaction. Without one SQLite would begin
 * anew whenever somebody writes (sqlite.org/backup.html), and never end beside a busy server.
 */
export async function copyPages(from: string, to: string, tell: TellPages): Promise<void> {
  const { connection, close } = openReadOnly(from);
  try {
    await connection.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        tell(totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
  } finally {
    close();
  }
  makeSingleFile(to);
}

/** Takes a file out of write-ahead mode, so that reading it makes no files beside it and changes nothing. */
export function makeSingleFile(path: string): void {
  const connection = new BetterSqlite(path);
  try {
    connection.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
}
