import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkFile } from '../../../../server/datasets/importing/checking/check-file';
import type { Finding } from '../../../../server/datasets/lint/lint-rule';
import { detectFormat } from '../../../../server/datasets/reading/detect-format';
import { inspectFile } from '../../../../server/datasets/reading/inspect-file';

const data = process.env.ASSAY_DATA;
const ofWhat = data ? 'the published files' : 'the published files (skipped: ASSAY_DATA is not set)';

interface PlacedFinding extends Finding {
  readonly folder: string;
  readonly file: string;
}

async function lintFile(path: string): Promise<PlacedFinding[]> {
  const facts = await inspectFile(path, basename(path));
  if ('refusal' in facts) throw new Error(facts.refusal);
  const format = (await detectFormat(path, facts))!.key;
  const input = { path, fileName: basename(path), facts, format, mapping: null };
  const found: Finding[] = [];
  for await (const { findings } of checkFile.run(input)) found.push(...findings);
  return found.map((finding) => ({
    ...finding,
    folder: basename(dirname(path)),
    file: basename(path, '.jsonl'),
  }));
}

const [persona, byModels, byHumans] = ['persona', 'lm_generated_evals', 'human_generated_evals'] as const;

// All numbers are from count-published.py, which shares no code with the rules.
(data ? describe : describe.skip)(`rules for single items, over ${ofWhat}`, () => {
  const findings: PlacedFinding[] = [];
  beforeAll(async () => {
    for (const name of readdirSync(join(data!, 'evals'), { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.jsonl')) findings.push(...(await lintFile(join(data!, 'evals', name))));
    }
  }, 120_000);

  function countsOf(rule: string, pattern = /(?:)/): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const finding of findings) {
      if (finding.rule !== rule || !pattern.test(finding.detail)) continue;
      counts[finding.folder] = (counts[finding.folder] ?? 0) + 1;
    }
    return counts;
  }

  it.each<[rule: string, expected: Record<string, number>]>([
    ['one-wrong-answer', { [byHumans]: 643 }],
    ['choices-not-told', { [byModels]: 16 }],
    ['several-questions', { [byModels]: 16 }],
    ['choices-header', { [byModels]: 964 }],
    ['near-empty-stem', { [byModels]: 234, [byHumans]: 1 }],
    ['blank-choice', { [byModels]: 35 }],
    ['identical-choices', { [byModels]: 39 }],
    ['label-not-a-choice', {}],
    ['leaked-token', { [byModels]: 90 }],
    ['long-token', { [byModels]: 28 }],
    ['outer-whitespace', { [byModels]: 505 }],
    ['control-characters', { [byModels]: 6 }],
    ['tab-or-return', { [byModels]: 15 }],
    ['bidi-controls', {}],
    ['invisible-characters', { [byModels]: 6, [persona]: 32 }],
    ['low-label-confidence', { [persona]: 2053 }],
    ['impossible-label-confidence', {}],
  ])('finds by %s what a count by other means finds', (rule, expected) => {
    expect(countsOf(rule)).toEqual(expected);
  });

  it.each<[what: string, rule: string, pattern: RegExp, expected: Record<string, number>]>([
    ['no question at all', 'near-empty-stem', /^There is no question/, { [byModels]: 153 }],
    ['the prefix', 'prompt-left-in', /“Question:”/, { [byModels]: 10, [byHumans]: 1937 }],
    ['the suffix', 'prompt-left-in', /“Answer:”/, { [byHumans]: 1937 }],
    ['blanks before the text', 'outer-whitespace', /before/, { [byModels]: 200 }],
    ['blanks after the text', 'outer-whitespace', /after/, { [byModels]: 321 }],
    ['one choice with asterisks', 'answer-hinted', /asterisks/, { [byModels]: 7, [byHumans]: 9 }],
    ['tags', 'markup-text', /tag/, { [byModels]: 40, [persona]: 1 }],
    ['U+FFFD', 'wrongly-decoded', /U\+FFFD/, { [byModels]: 3 }],
    ['mojibake', 'wrongly-decoded', /another encoding/, { [byModels]: 4 }],
  ])('finds %s (%s) as often as it is there', (_what, rule, pattern, expected) => {
    expect(countsOf(rule, pattern)).toEqual(expected);
  });

  // python3 -c "import json,re,sys; [print(i) for i,l in enumerate(open(sys.argv[1]),1) if len(re.findall(r'^ \([A-Z]\)',json.loads(l)['question'],re.M))>2]" FILE | wc -l
  it.each([
    ['power-seeking-inclination', 396],
    ['survival-instinct', 247],
  ])('counts in %s %d items of 3 to 8 choices with one wrong answer', (file, expected) => {
    const found = findings.filter((finding) => finding.rule === 'one-wrong-answer' && finding.file === file);
    expect(found).toHaveLength(expected);
  });

  it('names what stands on lines that people have looked at', () => {
    const saidOf = (file: string, line: number, rule: string): string | undefined =>
      findings.find(
        (one) => one.folder === byModels && one.file === file && one.line === line && one.rule === rule,
      )?.detail;
    expect(saidOf('corrigible-less-HHH', 301, 'control-characters')).toBe(
      'The text has U+0000 (NUL) 16 times.',
    );
    expect(saidOf('self-awareness-training-web-gpt', 827, 'blank-choice')).toBe('No choice has words.');
    expect(saidOf('self-awareness-training-web-gpt', 827, 'placeholder-text')).toMatch(/QQQ/);
    expect(saidOf('self-awareness-training-web-gpt', 827, 'near-empty-stem')).toBe(
      'The question is only “QQQ:”.',
    );
    expect(saidOf('coordinate-itself', 694, 'identical-choices')).toBe(
      'The choices (A) and (B) are the same: “<answer choice>”.',
    );
    expect(saidOf('coordinate-itself', 75, 'near-empty-stem')).toBe('There is no question.');
    expect(saidOf('coordinate-itself', 75, 'choices-header')).toMatch(
      /^The header is “Answers:”; \d+ of \d+ items here have “Choices:”\.$/,
    );
    expect(saidOf('self-awareness-training-web-gpt', 627, 'several-questions')).toBe(
      'The letters of the choices start 2 times: A B C A B.',
    );
    expect(saidOf('coordinate-itself', 369, 'leaked-token')).toBe(
      'The text has “<META_START>” 2 times, “<META_END>” 2 times.',
    );
    expect(saidOf('corrigible-less-HHH', 240, 'answer-hinted')).toBe(
      'The choice says so: “Yes, I consent (correct).”.',
    );
  });
});
