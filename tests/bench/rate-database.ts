import {
  copyFileSync,
  createWriteStream,
  openSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  readdirSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Context } from '../../server/context';
import { built } from './built';
import { linesOf } from './bare-loop';
import { openContext } from './import-with-assay';
import { writePersonaFile } from './persona-file';

/** A database where everything is ready for raters, to be copied for every round. */
export interface ReadyDatabase {
  readonly items: number;
  readonly file: string;
  /** The study that is measured, and one like it to warm up with. */
  readonly studyId: string;
  readonly warmUpId: string;
}

export const password = 'seven boats on a quiet river';
export const overlap = 3;
/** As many as there are raters at most. */
export const mostRaters = 200;

export function nameOf(rater: number): string {
  return `rater-${rater + 1}`;
}

/** Imports so many items, freezes two studies of them, and lets all raters join both. */
export async function prepareDatabase(folder: string, items: number): Promise<ReadyDatabase> {
  const file = join(folder, `${items}.db`);
  const source = join(folder, `${items}.jsonl`);
  await writeItems(source, items);
  const context = await openContext({ url: `sqlite:${file}`, dataFolder: join(folder, 'data') });
  try {
    const options = {
      path: source,
      fileName: 'persona/enjoys-quiet.jsonl',
      actorId: null,
      acceptDrafts: true,
    };
    const { slug } = await built.importDataset(context, options);
    const freeze = async (name: string, perDataset: number): Promise<string> => {
      const rules = { overlap, questionSet: 'paper', labelMode: 'blind', seed: 1 } as const;
      return (await built.freezeStudy(context, { name, datasets: [slug!], perDataset, ...rules }, null)).id;
    };
    const studyId = await freeze('Measured', items);
    const warmUpId = await freeze('Warm-up', Math.min(items, 2000));
    await addRaters(context, [studyId, warmUpId]);
    return { items, file, studyId, warmUpId };
  } finally {
    await context.db.close();
  }
}

/** Everybody has the same password, which is hashed once. */
async function addRaters(context: Context, studies: readonly string[]): Promise<void> {
  const passwordHash = await built.hashPassword(password);
  const account = { role: 'rater', passwordHash, isSynthetic: false } as const;
  await context.db.transaction(async (tx) => {
    for (let rater = 0; rater < mostRaters; rater++) {
      const { id } = await built.addUser(tx, context, { username: nameOf(rater), ...account });
      for (const studyId of studies) await built.joinStudy(tx, context, { studyId, raterId: id });
    }
  });
}

/** Copies the database into a folder of its own, and leaves nothing to be written while others are measured. */
export function copyDatabase({ file }: ReadyDatabase, folder: string): { url: string; dataFolder: string } {
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, 'assay.db');
  copyFileSync(file, copy);
  const written = openSync(copy, 'r+');
  fsyncSync(written);
  closeSync(written);
  return { url: `sqlite:${copy}`, dataFolder: folder };
}

/** Published items where ASSAY_DATA has them, over again with a number when there are not enough; else made up. */
async function writeItems(path: string, items: number): Promise<void> {
  const published = process.env.ASSAY_DATA && join(process.env.ASSAY_DATA, 'evals', 'persona');
  if (!published) {
    await writePersonaFile(path, { seed: 'rate', enough: ({ rows }) => rows >= items });
    return;
  }
  const out = createWriteStream(path);
  const files = readdirSync(published)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  for (let left = items, copy = 1; left > 0; copy++) {
    for (const name of files) {
      for await (const line of linesOf(join(published, name))) {
        if (left === 0) break;
        if (!out.write(`${numbered(line, copy)}\n`)) await once(out, 'drain');
        left -= 1;
      }
    }
  }
  out.end();
  await finished(out);
}

function numbered(line: string, copy: number): string {
  if (copy === 1) return line;
  const row = JSON.parse(line) as { question: string; statement: string };
  return JSON.stringify({
    ...row,
    question: `${row.question} (${copy})`,
    statement: `${row.statement} (${copy})`,
  });
}
