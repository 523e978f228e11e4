import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../server/config';
import { migrate } from '../../server/db/migrate';
import { openDatabase } from '../../server/db/open-database';
import { smallStudy } from '../agreement/small-study';
import { writeStudy } from '../agreement/written-study';
import { migrationsFolder } from '../support/engines';
import { ratingsText, reportText } from './texts';

const folder = mkdtempSync(join(tmpdir(), 'assay-report-'));
const databaseUrl = `sqlite:${join(folder, 'assay.db')}`;
let studyId: string;
const expected = { report: '', ratings: '' };

beforeAll(async () => {
  const db = await openDatabase(databaseUrl);
  await migrate(db, migrationsFolder, 0);
  // Far more than a pipe holds, so that a reader who leaves is noticed.
  const items = Array.from({ length: 300 }, () => smallStudy.datasets[0]!.items[0]!);
  const long = items.map((item) => ({ ...item, text: item.text.repeat(100) }));
  studyId = (await writeStudy(db, { ...smallStudy, datasets: [{ slug: 'long', items: long }] })).id;
  expected.report = await reportText(db, studyId, 'csv');
  expected.ratings = await ratingsText(db, studyId, 'jsonl');
  await db.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs it in a shell with pipefail, as a person would. */
function assay(command: string): { status: number | null; stdout: string; stderr: string } {
  const line = `set -o pipefail; node dist/bin/assay.js ${command}`;
  const env = { ...process.env, NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATA_FOLDER: folder };
  return spawnSync('bash', ['-c', line], { cwd: projectFolder, env, encoding: 'utf8', maxBuffer: 1e8 });
}

it('prints the report in the format asked for', () => {
  const { status, stdout } = assay(`report --study ${studyId} --format csv`);
  expect(status).toBe(0);
  expect(stdout).toBe(expected.report);
});

it('prints every rating', () => {
  const { status, stdout } = assay(`ratings --study ${studyId}`);
  expect(status).toBe(0);
  expect(stdout).toBe(expected.ratings);
});

it('does not mind a reader who leaves early', () => {
  const { status, stdout, stderr } = assay(`ratings --study ${studyId} | head -n 1`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe(expected.ratings.slice(0, expected.ratings.indexOf('\n') + 1));
});

it('tells an unknown study from a wrong command by its exit status', () => {
  expect(assay('report --study nothing')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('There is no such study.') as string,
  });
  expect(assay(`report --study ${studyId} --format exe`).status).toBe(2);
});
