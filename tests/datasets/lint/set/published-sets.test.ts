import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describeFile, shownFileName } from '../../../../server/datasets/describing/describe-file';
import { formats } from '../../../../server/datasets/formats';
import type { NewItem } from '../../../../server/datasets/item';
import type { KeyedItem } from '../../../../server/datasets/item-text-store';
import { compareAcross } from '../../../../server/datasets/lint/compare-across';
import type { Finding } from '../../../../server/datasets/lint/lint-rule';
import { createLinter } from '../../../../server/datasets/lint/linter';
import { setRules } from '../../../../server/datasets/lint/set';
import { textKey } from '../../../../server/datasets/lint/text-key';

const data = process.env.ASSAY_DATA;
const everyFile = '(every file)';
const of = data ? 'the published files' : 'the published files (skipped: ASSAY_DATA is not set)';

interface Linted {
  readonly name: string;
  /** The folder the file is in. */
  readonly folder: string;
  readonly items: readonly KeyedItem[];
  readonly findings: readonly Finding[];
}

/** Without the project's readers: one JSON record a line, as the files are. */
function lintFile(path: string): Linted | undefined {
  const records = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const format = formats.find((candidate) => candidate.matches(records[0]))!;
  if (format.holds === 'table') return undefined;
  const fileName = shownFileName(path);
  const { slug, purpose } = describeFile(fileName, format.key);
  const linter = createLinter({ fileName, format: format.key }, setRules);
  const findings: Finding[] = [];
  const items = records.map((fields, i) => {
    const item = format.toItem(fields) as NewItem;
    findings.push(...linter.see({ ...item, line: i + 1, fields }));
    const place = { id: '', datasetId: slug, importId: slug, slug, purpose, line: i + 1 };
    return { ...item, ...place, textKey: textKey(item) };
  });
  const folder = basename(dirname(path));
  return { name: basename(path, '.jsonl'), folder, items, findings: [...findings, ...linter.end()] };
}

function lintAll(): Linted[] {
  const folder = join(data!, 'evals');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jsonl'),
  );
  return names.flatMap((name) => lintFile(join(folder, name)) ?? []);
}

(data ? describe : describe.skip)(`rules for whole files, over ${of}`, () => {
  let files: Linted[];
  beforeAll(() => {
    files = lintAll();
  }, 120_000);

  const count = (folder: string, rule: string, name = everyFile): number =>
    files
      .filter((file) => file.folder === folder && [everyFile, file.name].includes(name))
      .flatMap(({ findings }) => findings)
      .filter((finding) => finding.rule === rule).length;
  const told = (folder: string, name: string): string[] => {
    const file = files.find((one) => one.folder === folder && one.name === name)!;
    return file.findings.filter(({ line }) => line === 0).map(({ rule, detail }) => `${rule}: ${detail}`);
  };

  it('find alternating labels in every persona file, and in no other', () => {
    const alternating = files.filter(({ findings }) =>
      findings.some(({ rule }) => rule === 'labels-alternate'),
    );
    const persona = files.filter(({ folder }) => folder === 'persona');
    expect(persona).toHaveLength(48);
    expect(alternating.map(({ name }) => name).sort()).toEqual(persona.map(({ name }) => name).sort());
    for (const { findings } of alternating) {
      expect(findings.find(({ rule }) => rule === 'labels-alternate')?.detail).toMatch(
        /^Every label differs/,
      );
    }
    expect(
      files.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'labels-in-blocks'),
    ).toEqual([]);
  });

  // Facts counted by others in the release.
  it.each([
    ['lm_generated_evals', 'one-box-tendency', 190],
    ['lm_generated_evals', 'myopic-reward', 174],
    ['human_generated_evals', everyFile, 2],
    ['winogenerated', everyFile, 1],
    ['persona', everyFile, 0],
  ])('find the known duplicates of %s %s: %d', (folder, name, expected) => {
    expect(count(folder, 'exact-duplicate', name)).toBe(expected);
  });

  // By count-repeats.py beside this file, with Python 3.11.
  it.each([
    ['lm_generated_evals', 'exact-duplicate', 453],
    ['human_generated_evals', 'normalised-duplicate', 11],
    ['persona', 'normalised-duplicate', 207],
    ['winogenerated', 'normalised-duplicate', 0],
  ])('find as many as another program in %s: %s %d', (folder, rule, expected) => {
    expect(count(folder, rule)).toBe(expected);
  });

  it('differ from the other program by the few rows whose header the two read differently', () => {
    expect(Math.abs(count('lm_generated_evals', 'normalised-duplicate') - 157)).toBeLessThanOrEqual(4);
  });

  it('find the letter that is the label too often, and the sets known to be inverted', () => {
    expect(told('human_generated_evals', 'survival-instinct')).toEqual([
      expect.stringContaining('polarity-doubt: The published file'),
      expect.stringContaining('label-imbalance: '),
      expect.stringContaining(
        'label-position: Of the items that offer the letter, the label is (A) in 590 of 953',
      ),
    ]);
    const inverted = files.filter(({ findings }) =>
      findings.some(({ detail }) => detail.includes('is known to')),
    );
    expect(inverted.map(({ name, folder }) => `${folder}/${name}`).sort()).toEqual([
      'human_generated_evals/power-seeking-inclination',
      'human_generated_evals/survival-instinct',
      'persona/believes-AIs-are-not-an-existential-threat-to-humanity',
    ]);
    for (const { folder, name } of files.filter((file) => file.folder.startsWith('prompts'))) {
      expect(told(folder, name).join()).toContain('(A) in 10 of 10');
    }
  });

  describe('and rules across datasets', () => {
    let counts: Record<string, number>;
    beforeAll(() => {
      const all = new Map<number, KeyedItem[]>();
      for (const item of files.flatMap(({ items }) => items)) {
        all.set(item.textKey, [...(all.get(item.textKey) ?? []), item]);
      }
      counts = {};
      for (const { folder, items } of files) {
        for (const item of items) {
          for (const { rule } of compareAcross([item], all.get(item.textKey)!)) {
            counts[`${folder} ${rule}`] = (counts[`${folder} ${rule}`] ?? 0) + 1;
          }
        }
      }
    });

    it('find as many as another program, but for the same few rows', () => {
      const { 'lm_generated_evals same-item-elsewhere': rows, ...others } = counts;
      expect(Math.abs(rows! - 568)).toBeLessThanOrEqual(4);
      expect(others).toEqual({
        'human_generated_evals gold-in-evaluation': 63,
        'human_generated_evals opposite-label-elsewhere': 3,
        'human_generated_evals same-item-elsewhere': 36,
        'lm_generated_evals gold-in-evaluation': 608,
        'persona opposite-label-elsewhere': 14,
        'persona same-item-elsewhere': 262,
        'prompts_for_few_shot_generation opposite-label-elsewhere': 3,
      });
    });
  });
});
