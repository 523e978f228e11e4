import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../../server/db/open-database';
import { fixture } from '../../read-fixture';

const dataFolder = mkdtempSync(join(tmpdir(), 'assay-lint-'));
const databaseUrl = `sqlite:${join(dataFolder, 'lint.db')}`;

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a person runs it, on a database of its own. */
async function assay(...words: string[]): Promise<Ended> {
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    DATA_FOLDER: dataFolder,
    DATABASE_URL: databaseUrl,
  };
  const script = join(__dirname, '../../../../dist/bin/assay.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...words], { env }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

async function change(sql: string): Promise<void> {
  const db = await openDatabase(databaseUrl);
  await db.run(sql);
  await db.close();
}

interface Table {
  rules: { key: string; findings: number; datasets: number }[];
  datasets: { dataset: string; linted: boolean; items: number; findings: Record<string, number> }[];
}

beforeAll(async () => {
  const { status } = await assay('import', fixture('persona.jsonl'), fixture('multiple-choice.jsonl'));
  expect(status).toBe(0);
  await change('DELETE FROM lint_findings');
  const put = (rule: string, line: number) =>
    change(
      `INSERT INTO lint_findings (import_id, rule, line, detail) SELECT id, '${rule}', ${line}, '"d"' FROM imports WHERE file_name = 'persona.jsonl'`,
    );
  for (const line of [1, 2]) await put('gone-rule', line);
  await change(
    "INSERT INTO lint_decisions SELECT id, 'gone-rule', 'ignored', NULL, 1 FROM datasets WHERE slug = 'persona'",
  );
});
afterAll(() => rmSync(dataFolder, { recursive: true }));

it('prints what each rule found in each dataset, and what was decided', async () => {
  const { status, stdout, stderr } = await assay('lint', '--all');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [header, row, total] = stdout.split('\n');
  expect(header).toMatch(/^dataset +severity +rule +findings +decision$/);
  expect(row).toMatch(/^persona +note +gone-rule +2 +ignored$/);
  expect(total).toMatch(/^2 findings in 1 dataset of 2; \d+ rules\.$/);
});

it('prints the table as JSON for the datasets that are named', async () => {
  const { stdout } = await assay('lint', 'persona', '--json');
  const { rules, datasets } = JSON.parse(stdout) as Table;
  expect(rules).toContainEqual({
    key: 'gone-rule',
    name: 'gone-rule',
    severity: 'note',
    findings: 2,
    datasets: 1,
  });
  expect(datasets).toMatchObject([
    { dataset: 'persona', items: 4, linted: true, findings: { 'gone-rule': 2 } },
  ]);
});

it('lints again when asked, and says what never was linted', async () => {
  await change('DELETE FROM item_texts');
  expect((await assay('lint', 'persona')).stdout).toContain(
    'persona was never linted. Run lint --again persona.\n',
  );
  const { status, stdout } = await assay('lint', 'persona', '--again', '--json');
  expect(status).toBe(0);
  const { datasets } = JSON.parse(stdout) as Table;
  expect(datasets).toMatchObject([{ dataset: 'persona', linted: true }]);
  expect(datasets[0]!.findings).not.toHaveProperty('gone-rule');
  await change("UPDATE datasets SET import_id = NULL WHERE slug = 'multiple-choice'");
  const all = await assay('lint', '--all', '--again');
  expect(all.status).toBe(0);
  expect(all.stdout).toContain('multiple-choice was never linted. Import its file again to lint it.\n');
});

it.each([
  [[], /It is not clear which datasets are meant/],
  [['persona', '--all'], /It is not clear which datasets are meant/],
  [['nothing'], /There is no dataset "nothing"/],
])('refuses %j and says why', async (words, reason) => {
  const { status, stdout, stderr } = await assay('lint', ...words);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(reason);
});
