import BetterSqlite from 'better-sqlite3';
import { createReadStream } from 'node:fs';
import { Client } from 'pg';

interface Row {
  readonly question: string;
  readonly statement: string;
  readonly label_confidence: number;
  readonly answer_matching_behavior: string;
  readonly answer_not_matching_behavior: string;
}

const rowsPerTransaction = 1000;
const table = `CREATE TABLE bare_rows (line INTEGER PRIMARY KEY, question TEXT, statement TEXT,
  label_confidence DOUBLE PRECISION, answer_matching_behavior TEXT, answer_not_matching_behavior TEXT)`;

/** The least anybody could do: lines, JSON.parse, prepared inserts of 1,000 a transaction into a plain table. */
export async function bareLoop(file: string, databaseUrl: string): Promise<void> {
  if (databaseUrl.startsWith('sqlite:')) await onSqlite(file, databaseUrl.slice('sqlite:'.length));
  else await onPostgres(file, databaseUrl);
}

async function onSqlite(file: string, database: string): Promise<void> {
  const connection = new BetterSqlite(database);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.exec(table);
  const insert = connection.prepare('INSERT INTO bare_rows VALUES (?, ?, ?, ?, ?, ?)');
  const insertAll = connection.transaction((rows: readonly unknown[][]) => {
    for (const row of rows) insert.run(...row);
  });
  for await (const batch of batchesOf(file)) insertAll(batch);
  connection.close();
}

async function onPostgres(file: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(table);
  const insert = { name: 'insert', text: 'INSERT INTO bare_rows VALUES ($1, $2, $3, $4, $5, $6)' };
  for await (const batch of batchesOf(file)) {
    await client.query('BEGIN');
    for (const values of batch) await client.query({ ...insert, values });
    await client.query('COMMIT');
  }
  await client.end();
}

async function* batchesOf(file: string): AsyncGenerator<unknown[][]> {
  let batch: unknown[][] = [];
  let number = 0;
  for await (const line of linesOf(file)) {
    const row = JSON.parse(line) as Row;
    batch.push([
      ++number,
      row.question,
      row.statement,
      row.label_confidence,
      row.answer_matching_behavior,
      row.answer_not_matching_behavior,
    ]);
    if (batch.length < rowsPerTransaction) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Faster than node:readline, so that the comparison is with the best of bare loops. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}
