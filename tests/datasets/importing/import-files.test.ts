import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importFiles, type ImportWatcher } from '../../../server/datasets/importing/import-files';
import { findDatasetFiles } from '../../../server/datasets/importing/import-folder';
import { engines } from '../../support/engines';
import { openHouse, type House } from '../../support/house';
import { fixture } from '../read-fixture';

describe.each(engines)('importing folders on %s', (engine) => {
  let house: House;
  let folder: string;
  beforeEach(async () => {
    house = await openHouse(engine);
    folder = join(house.context.config.dataFolder, 'release');
    const risk = join(folder, 'advanced-ai-risk');
    mkdirSync(join(risk, 'human_generated_evals'), { recursive: true });
    mkdirSync(join(risk, 'prompts_for_few_shot_generation'), { recursive: true });
    cpSync(fixture('persona.jsonl'), join(folder, 'persona', 'gardens.jsonl'));
    cpSync(fixture('multiple-choice.jsonl'), join(risk, 'human_generated_evals', 'ovens.jsonl'));
    cpSync(fixture('sycophancy.jsonl'), join(risk, 'prompts_for_few_shot_generation', 'honey.jsonl'));
    cpSync(fixture('occupation-table.jsonl'), join(folder, 'occupations.jsonl'));
    cpSync(fixture('dirty-lines.jsonl'), join(folder, 'dirty.jsonl'));
    writeFileSync(join(folder, 'LICENSE'), 'free');
    symlinkSync(folder, join(folder, 'again'));
  });
  afterEach(() => house.close());

  it('accounts for every record of every file, in an order that never changes', async () => {
    const found = await findDatasetFiles([folder]);
    const seen: string[] = [];
    const watcher: ImportWatcher = {
      progress: ({ path }, { step, done, total }) => {
        expect(done).toBeLessThanOrEqual(total);
        seen.push(`${step} ${basename(path)}`);
      },
      imported: ({ outcome, fileName }) => void seen.push(`${outcome} ${fileName}`),
    };
    const report = await importFiles(house.context, found, { acceptDrafts: true, watcher });
    expect(report.files.map(({ fileName, outcome, slug }) => [fileName, outcome, slug])).toEqual([
      ['advanced-ai-risk/human_generated_evals/ovens.jsonl', 'imported', 'ovens-human'],
      ['advanced-ai-risk/prompts_for_few_shot_generation/honey.jsonl', 'imported', 'honey-few-shot'],
      ['dirty.jsonl', 'imported', 'dirty'],
      ['occupations.jsonl', 'not items', null],
      ['persona/gardens.jsonl', 'imported', 'gardens'],
    ]);
    expect(report.totals).toEqual({ files: 5, records: 27, imported: 15, gold: 2, notItems: 1, failed: 9 });
    expect(report.skipped).toEqual([
      { fileName: 'LICENSE', reason: 'not a .jsonl, .json, .csv or .tsv file' },
      { fileName: 'again', reason: 'a symbolic link' },
    ]);
    expect(report.unreadable).toEqual([]);
    expect(seen.slice(-5)).toEqual([
      'not items occupations.jsonl',
      // Once it is read, and once its items are compared.
      'checking gardens.jsonl',
      'checking gardens.jsonl',
      'importing gardens.jsonl',
      'imported persona/gardens.jsonl',
    ]);
  });

  it('goes on after a file that cannot be read, and names it', async () => {
    const files = [
      { path: join(folder, 'gone.jsonl'), bytes: 1 },
      { path: fixture('generic.jsonl'), bytes: 1 },
    ];
    const report = await importFiles(house.context, { files, skipped: [] }, { acceptDrafts: false });
    expect(report.unreadable).toEqual([
      { fileName: 'gone.jsonl', reason: expect.stringContaining('ENOENT') as string },
    ]);
    expect(report.totals).toMatchObject({ files: 1, imported: 4 });
  });

  it('goes on after a fault of any kind, and says it in visible characters', async () => {
    const files = ['generic.jsonl', 'persona.jsonl'].map((name) => ({ path: fixture(name), bytes: 1 }));
    let ids = 0;
    const newId = (): string => {
      if (++ids === 4) throw new Error('out of \x1border');
      return house.context.newId();
    };
    const context = { ...house.context, newId };
    const report = await importFiles(context, { files, skipped: [] }, { acceptDrafts: false });
    expect(report.unreadable).toEqual([{ fileName: 'generic.jsonl', reason: 'out of \\u001border' }]);
    expect(report.files).toMatchObject([{ fileName: 'persona.jsonl', imported: 4 }]);
  });

  it('refuses a file in UTF-16, and imports the next file', async () => {
    const path = join(folder, 'utf-16.jsonl');
    writeFileSync(path, `\ufeff${readFileSync(fixture('generic.jsonl'), 'utf8')}`, 'utf16le');
    const files = [path, fixture('generic.jsonl')].map((one) => ({ path: one, bytes: 1 }));
    const report = await importFiles(house.context, { files, skipped: [] }, { acceptDrafts: false });
    expect(report.unreadable).toEqual([]);
    expect(report.files).toMatchObject([
      { outcome: 'no items', records: 0, imported: 0, failed: 0 },
      { outcome: 'imported', imported: 4, failed: 0 },
    ]);
    expect(report.files[0]!.refusal).toMatch(/UTF-16/);
  });

  it('refuses a path that does not exist before anything is imported', async () => {
    await expect(findDatasetFiles([folder, join(folder, 'nowhere')])).rejects.toThrow(
      /There is no file or folder/,
    );
  });
});
