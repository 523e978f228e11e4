import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadyDatabase } from './rate-database';
import { startAssay } from './rate-target';

/** Milliseconds from start to first answer, again and again, with the database's file in the system's memory. */
export async function measureStarts(
  folder: string,
  database: ReadyDatabase,
  starts: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let start = 0; start < starts; start++) {
    const place = mkdtempSync(join(folder, 'start-'));
    const server = await startAssay(database, place);
    times.push(server.startup);
    await server.stop();
    rmSync(place, { recursive: true });
  }
  return times;
}
