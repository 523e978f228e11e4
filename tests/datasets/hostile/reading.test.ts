import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemReader } from '../../../server/datasets/importing/checking/item-reader';
import type { PlacedProblem } from '../../../server/datasets/problem';
import { detectFormat } from '../../../server/datasets/reading/detect-format';
import { inspectFile } from '../../../server/datasets/reading/inspect-file';
import { readRecords } from '../../../server/datasets/reading/read-records';
import { hostileFiles } from './all-files';
import { good, header, isRefused, row, type HostileFile } from './hostile-file';

const folder = mkdtempSync(join(tmpdir(), 'assay-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written({ fileName, bytes }: HostileFile): string {
  const path = join(folder, fileName);
  writeFileSync(path, bytes());
  return path;
}

/** Everything that comes of a file before the database is asked. */
async function outcomeOf(file: HostileFile) {
  const path = written(file);
  const facts = await inspectFile(path, file.fileName);
  if ('refusal' in facts) return facts;
  const format = await detectFormat(path, facts);
  const toItem = itemReader({ format: format?.key ?? null, mapping: null });
  const problems: PlacedProblem[] = [];
  const counts = { records: 0, items: 0, failed: 0, warned: 0 };
  for await (const record of readRecords(path, facts)) {
    const { item, problems: found } = toItem(record);
    counts.records++;
    if (item) counts.items++;
    if (found.some(({ severity }) => severity === 'error')) counts.failed++;
    if (found.some(({ severity }) => severity === 'warning')) counts.warned++;
    problems.push(...found);
  }
  return { ...counts, problems, notes: facts.notes };
}

it('has at least sixty files, and no two of one content', () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(60);
  const contents = hostileFiles.map(({ bytes }) => createHash('sha256').update(bytes()).digest('hex'));
  expect(new Set(contents).size).toBe(hostileFiles.length);
  expect(new Set(hostileFiles.map(({ fileName }) => fileName)).size).toBe(hostileFiles.length);
});

it('has good lines and rows as long as its places say', () => {
  expect([good, header, row].map((line) => Buffer.byteLength(`${line}\n`))).toEqual([100, 80, 20]);
});

describe.each(hostileFiles)('$what', (file) => {
  const { expected } = file;
  it(
    isRefused(expected) ? 'is refused with what to do' : 'is read, and every problem named by its place',
    async () => {
      const outcome = await outcomeOf(file);
      if (isRefused(expected) || 'refusal' in outcome) {
        expect(outcome).toEqual(expected);
        return;
      }
      const { notes = [], ...counts } = expected;
      const problems = outcome.problems.map(({ excerpt, ...rest }) => {
        expect(excerpt.length).toBeLessThanOrEqual(200);
        return rest;
      });
      expect({ ...outcome, problems }).toEqual({ ...counts, notes });
    },
  );
});
