import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { importDataset } from '../../server/datasets/import-dataset';
import { bundleFile } from '../../server/reports/files/bundle';
import { latexText } from '../../server/reports/files/latex-file';
import { markdownText, yamlText } from '../../server/reports/files/markdown-text';
import { computeReport } from '../../server/reports/building/compute-report';
import { type Report, usualSettings } from '../../server/reports/report';
import { lockStudy } from '../../server/studies/lock-study';
import { simulateRaters } from '../../server/rating/simulate-raters';
import { loadStudy } from '../../server/studies/study-store';
import { writeStudy } from '../agreement/written-study';
import { makeStudy } from '../studies/small-study';
import { engines, type Engine } from '../support/engines';
import { type House, openHouse } from '../support/house';
import { page } from '../support/html';
import { zipEntries } from './zip-entries';

const hostile = 'x</td><script>alert(1)</script> {%} \\input{/etc/passwd} `rm` | [a](javascript:b) $_#^~&';

/** Six records; one has a field called as ours, one writes a number in its own way. */
const original = Array.from({ length: 6 }, (_, index) => {
  const label = index % 2 === 0 ? ' Yes' : ' No';
  const more = index === 0 ? ', "validation": "mine"' : index === 1 ? ', "weight": 1.50e+2' : '';
  return `{"question": "Is ${index} a tidy number?", "answer_matching_behavior": "${label}", "answer_not_matching_behavior": "${index % 2 === 0 ? ' No' : ' Yes'}"${more}}\n`;
}).join('');

/** A study named by somebody hostile, rated by synthetic raters and locked. */
async function lockedStudy(engine: Engine): Promise<{ house: House; studyId: string }> {
  const house = await openHouse(engine);
  const { context, cast } = house;
  const path = join(context.config.dataFolder, 'tidy.jsonl');
  writeFileSync(path, original);
  const settings = { fileName: 'persona/tidy.jsonl', actorId: cast.dana.id, acceptDrafts: true };
  await importDataset(context, { path, ...settings });
  const { id: studyId } = await makeStudy(context, { name: hostile, perDataset: 4 });
  const raters = [0.9, 0.8, 0.7].map((accuracy, index) => ({
    username: `synthetic-${index}`,
    accuracy,
    habit: 'careful' as const,
  }));
  await simulateRaters(context, { studyId, raters, seed: 1, until: 1 });
  await lockStudy(context, { studyId, actorId: cast.dana.id });
  return { house, studyId };
}

async function bundleOf({ context }: House, studyId: string): Promise<Buffer> {
  const study = await loadStudy(context.db, studyId);
  const text = await computeReport(context, study, { seed: 1, ...usualSettings });
  const report = JSON.parse(text) as Report;
  const chunks: Uint8Array[] = [];
  for await (const chunk of bundleFile.write({ context, study, report, text }))
    chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

describe.each(engines)('the bundle of a report on %s', (engine) => {
  let house: House;
  let studyId: string;
  let bytes: Buffer;
  let files: Map<string, Buffer>;
  const textOf = (name: string): string => files.get(name)!.toString('utf8');
  beforeAll(async () => {
    ({ house, studyId } = await lockedStudy(engine));
    bytes = await bundleOf(house, studyId);
    files = zipEntries(bytes);
  });
  afterAll(() => house.close());

  it('has every file with its SHA-256', () => {
    const sums = textOf('SHA256SUMS').trimEnd().split('\n');
    expect(sums).toHaveLength(files.size - 1);
    for (const line of sums) {
      const [sum, name] = line.split('  ');
      expect(createHash('sha256').update(files.get(name!)!).digest('hex')).toBe(sum);
    }
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'report.html',
        'report.json',
        'items.parquet',
        'README.md',
        'figure-label-agreement.svg',
      ]),
    );
  });

  it('has the same bytes every time', async () => {
    expect((await bundleOf(house, studyId)).equals(bytes)).toBe(true);
  });

  it('tells the same of each item as CSV and as Parquet', async () => {
    const csv = parse<Record<string, string>>(textOf('items.csv'), { columns: true });
    const { buffer, byteOffset, byteLength } = files.get('items.parquet')!;
    const rows = await parquetReadObjects({
      file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    });
    expect(rows).toHaveLength(csv.length);
    expect(rows.map(({ verdict, agreeing }) => [String(verdict), String(agreeing)])).toEqual(
      csv.map(({ verdict, agreeing }) => [verdict, agreeing]),
    );
    const report = JSON.parse(textOf('report.json')) as { pooled: { verdicts: Record<string, number> } };
    expect(csv.filter(({ verdict }) => verdict === 'valid')).toHaveLength(report.pooled.verdicts.valid!);
  });

  it('has the records of the dataset as they were, with what raters made of them', () => {
    const [name] = [...files.keys()].filter((one) => one.endsWith('.validated.jsonl'));
    const lines = textOf(name!).trimEnd().split('\n');
    expect(lines[1]).toContain('"weight": 1.50e+2');
    const items = parse<Record<string, string>>(textOf('items.csv'), { columns: true });
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records).toHaveLength(6);
    const made = records.map(({ assay_validation: renamed, validation }) => renamed ?? validation);
    expect(made.filter((one) => typeof one === 'object' && one !== null)).toHaveLength(items.length);
    for (const [index, record] of original.trimEnd().split('\n').entries()) {
      expect(lines[index]!.startsWith(record.slice(0, -1))).toBe(true);
    }
    const cleaned = textOf(name!.replace('validated', 'cleaned')).split('\n').filter(Boolean);
    expect(cleaned.every((line) => lines.includes(line))).toBe(true);
    expect(cleaned).toHaveLength(items.filter(({ verdict }) => verdict === 'valid').length);
  });

  it('shows words of strangers as words, wherever they stand', () => {
    const $ = page(textOf('report.html'));
    expect($('script')).toHaveLength(0);
    expect($('h1').text()).toContain(hostile);
    expect(textOf('table.tex')).toContain('\\textbackslash{}input\\{/etc/passwd\\}');
    for (const name of ['README.md', 'datasheet.md']) expect(textOf(name)).not.toContain('<script>');
    for (const [name, content] of files) {
      if (name.endsWith('.svg')) expect(content.toString('utf8')).not.toContain('<script');
    }
  });

  it('is final, and says how to find the ratings again', () => {
    const { snapshot } = JSON.parse(textOf('report.json')) as { snapshot: Record<string, string> };
    expect(snapshot.state).toBe('locked');
    expect(page(textOf('report.html'))('body').text()).not.toContain('Live, not final');
    expect(textOf('datasheet.md')).toContain(snapshot.ratingsSha256);
  });
});

it('gives the same bundle on both engines', async () => {
  const bundles = await Promise.all(
    engines.map(async (engine) => {
      const { house, studyId } = await lockedStudy(engine);
      const bytes = await bundleOf(house, studyId);
      await house.close();
      return bytes;
    }),
  );
  for (const other of bundles.slice(1)) expect(other.equals(bundles[0]!)).toBe(true);
});

it.each(['paper', 'pronouns'] as const)(
  'has every file of a study that nobody rated: %s',
  async (questionSet) => {
    const house = await openHouse('sqlite');
    const items = [{ text: 'Nobody rated this', choices: ['Yes', 'No'], labelIndex: 0, ratings: [] }];
    const { db } = house.context;
    const study = { name: 'Unrated', questionSet, labelMode: 'blind', overlap: 3 } as const;
    const { id } = await writeStudy(db, { ...study, datasets: [{ slug: 'unrated', items }] });
    const files = zipEntries(await bundleOf(house, id));
    const $ = page(files.get('report.html')!.toString('utf8'));
    expect($('body').text()).toContain('No data yet');
    expect($('body').text()).not.toMatch(/NaN|undefined(?!, because)|Infinity|null/);
    expect(files.get('report.json')!.toString('utf8')).not.toMatch(/: null,\n\s+"(low|high)"|NaN/);
    await house.close();
  },
);

it('writes text that LaTeX, Markdown and YAML leave alone', () => {
  expect(latexText('50% of $x_1 & {y}~\u202e')).toBe('50\\% of \\$x\\_1 \\& \\{y\\}\\textasciitilde{} ');
  expect(markdownText('a *b* <i>\n# c')).toBe('a &#42;b&#42; &#60;i&#62; &#35; c');
  expect(yamlText('a: "b"\n- c\u2028')).toBe('"a: \\"b\\"\\n- c\\u2028"');
});
