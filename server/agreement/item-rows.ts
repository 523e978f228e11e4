import { paths } from '../paths';
import type { Study } from '../studies/study-store';
import type { ListedItem } from './agreement-store';
import { labelQuestionOf } from './dataset-agreement';
import { type LabelQuestion, type Verdict, verdictOn } from './label-agreement';
import type { TalliedItem } from './tally';

/** An item's text and what its choices say. */
export interface ItemInWords {
  readonly text: string;
  readonly choices: readonly string[];
}

type Cell = string | { readonly text: string; readonly href?: string; readonly note?: string };

export const itemColumns = [
  { text: 'Item' },
  { text: 'Label' },
  { text: 'Majority' },
  { text: 'Votes' },
  { text: 'Agrees' },
  { text: 'Ratings', numeric: true },
];

/** Whether raters have spoken and their majority, or the lack of one, does not agree with the label. */
export function contradictsLabel(item: TalliedItem, asked: LabelQuestion): boolean {
  const { majority, agreeing } = verdictOn(item, asked);
  return item.ratings > 0 && agreeing !== null && majority !== agreeing;
}

/** One item in the table of a dataset page. */
export function itemRow(study: Study, item: ListedItem & TalliedItem, words: ItemInWords): Cell[] {
  const asked = labelQuestionOf(study);
  const verdict = asked && verdictOn(item, asked);
  const options = asked ? answerTexts(asked, words) : [];
  return [
    {
      text: `Line ${item.line}`,
      href: paths.studyItem(study.id, item.itemId),
      note: shortened(words.text),
    },
    item.labelIndex === null ? 'none' : (words.choices[item.labelIndex] ?? ''),
    verdict ? majorityText(item, verdict, options) : '–',
    verdict ? voteText(verdict, options) : '–',
    verdict ? agreesText(item, verdict) : '–',
    `${item.ratings} of ${item.ratings + item.open}`,
  ];
}

/** What the possible answers to the question about the label say. */
export function answerTexts({ question }: LabelQuestion, { choices }: ItemInWords): readonly string[] {
  return question.choices === 'item' ? choices : question.choices.map(({ text }) => text);
}

export function majorityText(item: TalliedItem, { majority }: Verdict, options: readonly string[]): string {
  if (item.ratings === 0) return 'no ratings';
  return majority === null ? 'tie' : (options[majority] ?? '');
}

export function voteText({ votes }: Verdict, options: readonly string[]): string {
  const given = votes.flatMap((count, index) =>
    count > 0 ? [`${shortened(options[index] ?? '', 40)}: ${count}`] : [],
  );
  return given.join(', ') || '–';
}

function agreesText(item: TalliedItem, { majority, agreeing }: Verdict): string {
  if (item.ratings === 0 || agreeing === null) return '–';
  if (majority === null) return 'no majority';
  return majority === agreeing ? 'agrees' : 'disagrees';
}

function shortened(text: string, length = 120): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`;
}
