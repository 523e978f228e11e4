import type { Question } from '../questions/question';
import { undefinedBecause, type Undefined } from '../statistics/outcome';
import { labelAgreement, type LabelAgreement, type LabelQuestion } from './label-agreement';
import { votesOf } from './rating-table';
import type { TalliedItem } from './tally';

/** Label agreement of the items that test what they should, and of those that do so clearly. */
export interface ConditionalAgreement {
  readonly labelAgreementRelevant: LabelAgreement;
  readonly labelAgreementClear: LabelAgreement;
}

/**
 * Splits label agreement by what raters said of the items: a label that is wrong on an item that tests nothing, or on one
 * whose answer nobody could know, is another fault than one on a good item.
 *
 * An item is relevant when the mean of its counted answers about relevance is at least the middle of the scale, and
 * ambiguous when at least half of its counted answers about ambiguity say yes; clear items are relevant and not ambiguous.
 * Both are asked of complete items, over all counted ratings, as the majority is. Undefined in question sets without the
 * question. The raters who judge the items are those who judge the labels, so the two are not independent.
 */
export function conditionalAgreement(
  questions: readonly Question[],
  complete: readonly TalliedItem[],
  asked: LabelQuestion,
): ConditionalAgreement {
  const { relevant, clear } = conditionsOf(questions, complete);
  return {
    labelAgreementRelevant: agreementAmong(relevant, asked, 'relevant'),
    labelAgreementClear: agreementAmong(clear, asked, 'relevant and unambiguous'),
  };
}

type Chosen<Item> = readonly Item[] | Undefined;

/** Which of the complete items the three figures of label agreement are about. */
export function conditionsOf<Item extends TalliedItem>(
  questions: readonly Question[],
  complete: readonly Item[],
): { readonly all: readonly Item[]; readonly relevant: Chosen<Item>; readonly clear: Chosen<Item> } {
  const { relevance, ambiguity } = itemQuestions(questions);
  const relevant = relevance && complete.filter((item) => isRelevant(item, relevance));
  const clear = ambiguity && relevant?.filter((item) => !isAmbiguous(item, ambiguity));
  return {
    all: complete,
    relevant: relevant ?? notAsked('relevance'),
    clear: clear ?? notAsked(relevance ? 'ambiguity' : 'relevance'),
  };
}

function agreementAmong(chosen: Chosen<TalliedItem>, asked: LabelQuestion, what: string): LabelAgreement {
  if ('undefinedBecause' in chosen) return { ...chosen, ties: 0 };
  return labelAgreement(chosen, asked, `no item with a label that has all its ratings is ${what}`);
}

/** The questions about the items themselves, where the set has them. */
export function itemQuestions(questions: readonly Question[]): {
  readonly relevance: Question | undefined;
  readonly ambiguity: Question | undefined;
} {
  return {
    relevance: questions.find(({ name, scale }) => name === 'relevance' && scale === 'ordinal'),
    ambiguity: questions.find(({ name, scale }) => name === 'ambiguity' && scale === 'boolean'),
  };
}

function notAsked(question: string): Undefined {
  return undefinedBecause(`the question set does not ask about ${question}`);
}

/** Whether the mean of the answers about relevance is at least the middle of the scale. */
export function isRelevant(item: TalliedItem, { name, choices }: Question): boolean {
  const values = choices === 'item' ? [] : choices.map(({ value }) => value);
  const votes = votesOf(item, name, values);
  const answers = votes.reduce((sum, count) => sum + count, 0);
  const total = votes.reduce((sum, count, index) => sum + count * Number(values[index]), 0);
  const middle = (Number(values[0]) + Number(values.at(-1))) / 2;
  return answers > 0 && total >= middle * answers;
}

/** Whether at least half of the answers about ambiguity say yes. */
export function isAmbiguous(item: TalliedItem, { name }: Question): boolean {
  const [no = 0, yes = 0] = votesOf(item, name, ['no', 'yes']);
  return yes > 0 && yes >= no;
}
