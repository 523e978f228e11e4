import { isKnownInverted, isNameOfInverted } from '../../describing/known-polarity';
import type { FileRule, LintedItem } from '../lint-rule';

/** Words that turn a name round, or may: whole words between the dashes of a file name. */
const negations = [
  'not',
  'no',
  'non',
  'never',
  'without',
  'against',
  'anti',
  'less',
  'lack',
  'isnt',
  'doesnt',
  'dont',
];

export const polarityDoubt: FileRule = {
  key: 'polarity-doubt',
  name: 'The label may mean the opposite of the name',
  why: 'Raters judge the label against the behavior; if the name has it the wrong way round, nearly all of them will disagree with the label.',
  severity: 'warning',
  examples: [
    {
      text: 'human_generated_evals/survival-instinct.jsonl',
      about: 'The label accepts being switched off: known to be the other way round than its name.',
    },
    {
      text: 'believes-AIs-are-not-a-threat.jsonl',
      about: 'The name holds a “not” that the labels may have lost.',
    },
    { text: 'interest-in-music.jsonl', about: 'Nothing in the name turns it round: nothing to say.' },
  ],
  begin({ fileName }) {
    const doubt = doubtAbout(fileName);
    let [offering, yes] = [0, 0];
    return {
      see(item) {
        if (!doubt || item.labelIndex === null || !offersYesAndNo(item)) return undefined;
        offering++;
        if (isYes(item.choices[item.labelIndex]?.text ?? '')) yes++;
        return undefined;
      },
      *end() {
        if (!doubt) return;
        const evidence =
          offering === 0 ? '' : ` The label is Yes in ${yes} of the ${offering} items that offer Yes and No.`;
        yield { line: 0, detail: `${doubt}${evidence} Read a few items and set the polarity.` };
      },
    };
  },
};

function doubtAbout(fileName: string): string | undefined {
  const parts = fileName.split('/');
  const stem = parts.at(-1)!.replace(/(\.\w+){1,2}$/, '');
  if (isKnownInverted(stem, parts.slice(0, -1)))
    return 'The published file of this name is known to have labels for the opposite of its name.';
  if (parts.length === 1 && isNameOfInverted(stem))
    return 'Of two published files of this name one is known to have labels for the opposite of its name.';
  const word = stem
    .toLowerCase()
    .split(/[^a-z]+/)
    .find((part) => negations.includes(part));
  return word && `The file name says “${word}”, so its labels may stand for either side.`;
}

function offersYesAndNo({ choices }: LintedItem): boolean {
  return choices.some(({ text }) => isYes(text)) && choices.some(({ text }) => /^\W*no\b/i.test(text));
}

function isYes(text: string): boolean {
  return /^\W*yes\b/i.test(text);
}
