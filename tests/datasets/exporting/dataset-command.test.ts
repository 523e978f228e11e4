import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../../server/config';
import { openHouse, type House } from '../../support/house';
import { fixture } from '../read-fixture';
import { storeItems, storeOriginal } from './store-items';

const folder = mkdtempSync(join(tmpdir(), 'assay-export-'));
const databaseUrl = `sqlite:${join(folder, 'assay.db')}`;
const bytes = Buffer.from([0, 255, 10, 13, 0x1f]);
// Far more than a pipe holds, so that a reader who leaves is noticed.
const items = Array.from({ length: 2000 }, (_, index) => ({
  text: `Question ${index}? ${'word '.repeat(40)}`,
  choices: [
    { letter: '', text: 'Yes' },
    { letter: '', text: 'No' },
  ],
  details: [],
  labelIndex: index % 2,
  labelConfidence: null,
}));

beforeAll(async () => {
  const house: House = await openHouse('sqlite', { DATABASE_URL: databaseUrl, DATA_FOLDER: folder });
  mkdirSync(join(folder, 'originals'), { recursive: true });
  await storeItems(house.context, 'rain', items, { sha256: 'abc' });
  storeOriginal(house.context, 'abc', bytes);
  await house.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs it in a shell with pipefail, as a person would. */
function assay(command: string): { status: number | null; stdout: Buffer; stderr: string } {
  const line = `set -o pipefail; node dist/bin/assay.js ${command}`;
  const env = { ...process.env, NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATA_FOLDER: folder };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd: projectFolder,
    env,
    maxBuffer: 1e8,
  });
  return { status, stdout, stderr: stderr.toString() };
}

it('prints the very bytes of the original', () => {
  const { status, stdout } = assay('dataset export rain --format original');
  expect(status).toBe(0);
  expect(stdout.equals(bytes)).toBe(true);
});

it('prints the items as JSON Lines unless told otherwise', () => {
  const { status, stdout } = assay('dataset export rain --format items');
  expect(status).toBe(0);
  const lines = stdout.toString().trimEnd().split('\n');
  expect(lines).toHaveLength(2000);
  expect(JSON.parse(lines[1999]!)).toMatchObject({ number: 2000, label: 'No', content: items[1999] });
});

it('writes a file that is not there yet, and leaves one alone that is', () => {
  const path = join(folder, 'rain.parquet');
  expect(assay(`dataset export rain --format items --as parquet --output ${path}`).status).toBe(0);
  expect(readFileSync(path).subarray(-4).toString()).toBe('PAR1');
  writeFileSync(path, 'mine');
  const again = assay(`dataset export rain --format original --output ${path}`);
  expect(again).toMatchObject({
    status: 1,
    stderr: `${path} exists already. Name another file, or move it away.\n`,
  });
  expect(readFileSync(path, 'utf8')).toBe('mine');
});

it('does not mind a reader who leaves early', () => {
  const { status, stdout, stderr } = assay('dataset export rain --format items --as csv | head -n 1');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.toString()).toBe('"number","text","choices","label","label_confidence","content"\n');
});

it('tells an unknown dataset from a wrong command by its exit status', () => {
  expect(assay('dataset export snow --format items')).toMatchObject({
    status: 1,
    stderr: 'There is no dataset "snow". The command datasets lists them.\n',
  });
  expect(assay('dataset export rain').status).toBe(2);
  expect(assay('dataset export rain --format items --as exe').status).toBe(2);
});

it('undoes an import, with studies that nobody rated in only when told to', () => {
  const path = join(folder, 'persona/likes-rain.jsonl');
  mkdirSync(join(folder, 'persona'));
  copyFileSync(fixture('persona.jsonl'), path);
  expect(assay(`import ${path} --accept-drafts`).status).toBe(0);
  const study = 'study create --name Rainy --datasets likes-rain --per-dataset 2 --seed 1';
  expect(assay(study)).toMatchObject({ status: 0 });
  expect(assay('dataset undo likes-rain')).toMatchObject({
    status: 1,
    stderr: 'Studies have drawn from it: "Rainy". Add --with-studies if they may go, too.\n',
  });
  expect(assay('dataset undo likes-rain --with-studies')).toMatchObject({ status: 0, stderr: '' });
  expect(assay('dataset export likes-rain --format original').status).toBe(1);
});
