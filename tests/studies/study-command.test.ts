import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../server/config';
import { migrate } from '../../server/db/migrate';
import { openDatabase } from '../../server/db/open-database';
import { idMaker } from '../../server/ids';
import { migrationsFolder } from '../support/engines';
import { makeDataset } from './small-study';

const folder = mkdtempSync(join(tmpdir(), 'assay-study-'));
const databaseUrl = `sqlite:${join(folder, 'assay.db')}`;

beforeAll(async () => {
  const db = await openDatabase(databaseUrl);
  await migrate(db, migrationsFolder, 0);
  let ids = 0;
  const newId = idMaker(
    () => 1,
    (size) => new Uint8Array(size).fill(ids++),
  );
  await makeDataset({ db, newId, now: () => 1 } as Parameters<typeof makeDataset>[0]);
  await db.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function assay(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATA_FOLDER: folder };
  const args = ['dist/bin/assay.js', ...words];
  return spawnSync(process.execPath, args, { cwd: projectFolder, env, encoding: 'utf8' });
}
const create = (...options: string[]) =>
  assay('study', 'create', '--name', 'Rules', '--datasets', 'all', '--seed', '1', ...options);

it('makes a study with a quota, a share of shown labels and stopping rules, and lists it with its state', () => {
  const made = create(
    ...['--rater-quota', '40', '--verify-share', '0.1', '--stop-item', 'most=5,sure=0.95'],
    ...['--stop-dataset', 'above=0.9,below=0.7,alpha=0.05,beta=0.05', '--withdrawal', 'remove'],
  );
  expect(made).toMatchObject({ status: 0, stderr: '' });
  const id = made.stdout.trim();
  const listed = JSON.parse(assay('study', 'list', '--json').stdout) as object[];
  expect(listed).toMatchObject([
    {
      ...{ id, raterQuota: 40, goldShare: 0, verifyShare: 0.1, pausedAt: null, withdrawal: 'remove' },
      stopping: {
        item: { most: 5, threshold: 0.95 },
        dataset: { above: 0.9, below: 0.7, alpha: 0.05, beta: 0.05 },
      },
    },
  ]);
  expect(assay('study', 'list').stdout).toBe(`${id}\tRules\tpaper\tblind\topen\n`);
}, 120_000);

it('says what is wrong with a rule it cannot use', () => {
  const refusals: [string[], number, RegExp][] = [
    [['--stop-item', 'most=5'], 2, /must name most, sure/],
    [['--stop-item', 'most=5,sure=0.9,most=6'], 2, /must name most, sure/],
    [['--stop-item', 'most=3,sure=0.9'], 1, /above the overlap, 3/],
    [['--stop-dataset', 'above=0.9,below=0.7,alpha=x,beta=0.05'], 2, /a number such as 0.1/],
    [['--gold-share', '0.6'], 1, /from 0 to 0.5/],
    [['--gold-share', '0.1'], 1, /No gold set is tied/],
    [['--verify-share', '0.6'], 1, /shown with their label must be from 0 to 0.5/],
    [['--verify-share', '0.1', '--label-mode', 'verify'], 1, /every item is shown with its label/],
    [['--rater-quota', '0'], 1, /quota/],
  ];
  for (const [options, status, words] of refusals) {
    const refused = create(...options);
    expect(refused).toMatchObject({ status, stdout: '' });
    expect(refused.stderr).toMatch(words);
  }
}, 240_000);
