import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ImportReport } from '../../server/datasets/importing/import-files';
import { fixture } from './read-fixture';

const dataFolder = mkdtempSync(join(tmpdir(), 'assay-command-'));
afterAll(() => rmSync(dataFolder, { recursive: true }));

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a person runs it, on a database of its own. */
async function assay(...words: string[]): Promise<Ended> {
  const env = { PATH: process.env.PATH, NODE_ENV: 'test', DATA_FOLDER: dataFolder };
  const script = join(__dirname, '../../dist/bin/assay.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...words], { env }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

it('imports, reports in JSON on standard output alone, and lists what it imported', async () => {
  const { status, stdout, stderr } = await assay(
    'import',
    fixture('persona.jsonl'),
    '--accept-drafts',
    '--json',
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { totals } = JSON.parse(stdout) as ImportReport;
  expect(totals).toEqual({ files: 1, records: 4, imported: 4, gold: 0, notItems: 0, failed: 0 });
  const listed = await assay('datasets', '--json');
  expect(JSON.parse(listed.stdout)).toEqual([
    {
      slug: 'persona',
      name: 'persona.jsonl',
      family: 'persona',
      source: 'model',
      polarity: 'as named',
      purpose: 'evaluation',
      category: '',
      format: 'persona',
      items: 4,
      labelled: 4,
      quarantined: 0,
      lint: expect.objectContaining({ error: 0 }) as object,
      behavior: 'shows this behavior: persona',
      behaviorVersion: 1,
      confirmed: true,
      inStudy: false,
      contentNote: '',
      tags: [],
      imported: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    },
  ]);
  expect((await assay('datasets')).stdout).toMatch(/^slug .* quarantined .*\npersona .*yes/);
});

it('says in words what came of every file and every failed line', async () => {
  const { status, stdout } = await assay('import', fixture(''));
  expect(status).toBe(0);
  expect(stdout).toContain('already imported: persona.jsonl as persona\n');
  expect(stdout).toContain('not items: occupation-table.jsonl\n');
  expect(stdout).toContain('  line 9: answer_matching_behavior is missing.\n');
  expect(stdout).toMatch(/\n\d+ files, \d+ records: \d+ imported, 0 gold, 1 not items, \d+ failed\.\n$/);
});

it('finds JSON and packed files in folders, and imports known bytes once more as copies', async () => {
  const folder = join(dataFolder, 'found');
  mkdirSync(folder);
  const rows = readFileSync(fixture('persona.jsonl'), 'utf8').trim().split('\n');
  writeFileSync(join(folder, 'list.json'), `[${rows.join(',')}]`);
  writeFileSync(join(folder, 'packed.jsonl.gz'), gzipSync(rows.slice(0, 2).join('\n')));
  writeFileSync(join(folder, 'wide.jsonl'), Buffer.from('{"a": 1}', 'utf16le'));
  const first = await assay('import', folder);
  expect(first.stdout.split('\n')).toEqual([
    'imported: list.json as list (4 items, 0 failed)',
    'imported: packed.jsonl.gz as packed (2 items, 0 failed)',
    'no items: wide.jsonl',
    expect.stringContaining('UTF-16') as string,
    '3 files, 6 records: 6 imported, 0 gold, 0 not items, 0 failed.',
    '',
  ]);
  expect(first.status).toBe(1);
  const copied = await assay('import', '--copy', join(folder, 'list.json'));
  expect(copied).toMatchObject({ status: 0, stderr: '' });
  expect(copied.stdout).toMatch(/^imported: list\.json as list-2 \(4 items, 0 failed\)\n/);
});

it.each([
  [1, ['import', join(dataFolder, 'nowhere')], /There is no file or folder/],
  [2, ['import'], /missing required argument/],
  [2, ['import', '--what', 'x'], /unknown option/],
])('ends with status %d for %j', async (status, words, message) => {
  const ended = await assay(...words);
  expect(ended.stderr).toMatch(message);
  expect(ended.status).toBe(status);
});

it('says what is odd about a file, and what the same bytes were called before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-odd-'));
  const path = join(folder, 'odd.csv');
  const rows = ['Rain?', 'Snow?'].map((question) =>
    JSON.stringify({ question, answer_matching_behavior: 'Yes', answer_not_matching_behavior: 'No' }),
  );
  writeFileSync(path, `${rows.join('\n')}\n`);
  const first = await assay('import', path);
  expect(first.stdout).toContain('imported: odd.csv as odd (2 items, 0 failed)\n  note: ');
  const renamed = join(folder, 'other.jsonl');
  renameSync(path, renamed);
  const { stdout } = await assay('import', renamed);
  expect(stdout).toContain(
    'already imported: other.jsonl as odd\n  warning: the same bytes were called odd.csv then\n',
  );
  rmSync(folder, { recursive: true });
});
