import { isAmbiguous, isRelevant, itemQuestions } from '../../agreement/conditional-agreement';
import { labelQuestionOf, ratingsWanted } from '../../agreement/dataset-agreement';
import { type ItemVerdict, verdictOf } from '../../agreement/item-verdict';
import { verdictOn } from '../../agreement/label-agreement';
import { loadTally } from '../../agreement/load-tally';
import { votesOf } from '../../agreement/rating-table';
import { isComplete, type TalliedItem } from '../../agreement/tally';
import { choiceText } from '../../datasets/choice-text';
import type { Database } from '../../db/database';
import type { Question } from '../../questions/question';
import type { Study, StudyDataset } from '../../studies/study-store';
import { type ExportedItem, listExportedItems } from '../ratings/export-store';

/** One item of a study with what raters made of it. */
export interface ItemLine {
  readonly dataset: string;
  /** Of the dataset's file. */
  readonly line: number;
  readonly text: string;
  readonly choices: readonly string[];
  readonly label: string | null;
  readonly labelConfidence: number | null;
  readonly ratings: number;
  readonly isComplete: boolean;
  /** The majority answer; null while there is none and on a tie. */
  readonly majority: string | null;
  /** Null where there is no label or no rating. */
  readonly agreesWithLabel: boolean | null;
  /** Ratings that agree with the label. */
  readonly agreeing: number | null;
  readonly meanRelevance: number | null;
  readonly isRelevant: boolean | null;
  /** Ratings that call the item ambiguous. */
  readonly ambiguous: number | null;
  readonly isAmbiguous: boolean | null;
  /** Ratings that flag it as broken. */
  readonly malformed: number;
  /** Null while the item is not complete, and where it has no label. */
  readonly verdict: ItemVerdict | null;
}

const itemsAtOnce = 200;

/** The items drawn from one dataset, in drawn order, without gold items. Reads a few texts at a time. */
export async function* itemLines(
  db: Database,
  study: Study,
  { id, slug }: Pick<StudyDataset, 'id' | 'slug'>,
): AsyncGenerator<ItemLine> {
  const { items } = await loadTally(db, id);
  const counted = new Map(items.map((item) => [item.position, item]));
  for (let after = -1; ;) {
    const read = await listExportedItems(db, id, { after, limit: itemsAtOnce });
    for (const item of read) {
      const found = counted.get(item.position);
      if (found) yield itemLine(study, slug, item, found);
    }
    const last = read.at(-1);
    if (!last) return;
    after = last.position;
  }
}

function itemLine(study: Study, dataset: string, item: ExportedItem, counted: TalliedItem): ItemLine {
  const { relevance, ambiguity } = itemQuestions(study.questions);
  const choices = item.choices.map(choiceText);
  return {
    ...{ dataset, line: item.line, text: item.text, choices },
    label: item.labelIndex === null ? null : (choices[item.labelIndex] ?? null),
    labelConfidence: item.labelConfidence,
    ratings: counted.ratings,
    isComplete: isComplete(counted, ratingsWanted(study)),
    ...labelFacts(study, choices, counted),
    meanRelevance: relevance ? meanAnswer(relevance, counted) : null,
    isRelevant: relevance && counted.ratings > 0 ? isRelevant(counted, relevance) : null,
    ambiguous: ambiguity ? (votesOf(counted, ambiguity.name, ['yes'])[0] ?? 0) : null,
    isAmbiguous: ambiguity && counted.ratings > 0 ? isAmbiguous(counted, ambiguity) : null,
    malformed: counted.malformed,
    verdict: verdictIn(study, counted),
  };
}

function labelFacts(
  study: Study,
  choices: readonly string[],
  counted: TalliedItem,
): Pick<ItemLine, 'majority' | 'agreesWithLabel' | 'agreeing'> {
  const asked = labelQuestionOf(study);
  if (!asked) return { majority: null, agreesWithLabel: null, agreeing: null };
  const { votes, majority, agreeing } = verdictOn(counted, asked);
  const names = asked.question.choices === 'item' ? choices : asked.question.choices.map(({ text }) => text);
  return {
    majority: majority === null ? null : (names[majority] ?? null),
    agreesWithLabel: agreeing === null || counted.ratings === 0 ? null : majority === agreeing,
    agreeing: agreeing === null ? null : (votes[agreeing] ?? 0),
  };
}

function meanAnswer({ name, choices }: Question, counted: TalliedItem): number | null {
  const values = choices === 'item' ? [] : choices.map(({ value }) => value);
  const votes = votesOf(counted, name, values);
  const n = votes.reduce((sum, count) => sum + count, 0);
  return n === 0 ? null : votes.reduce((sum, count, place) => sum + count * Number(values[place]), 0) / n;
}

function verdictIn(study: Study, counted: TalliedItem): ItemVerdict | null {
  const asked = labelQuestionOf(study);
  if (!asked || !isComplete(counted, ratingsWanted(study))) return null;
  return verdictOn(counted, asked).agreeing === null ? null : verdictOf(study.questions, counted, asked);
}

/** All items of a study, dataset by dataset. */
export async function* allItemLines(
  db: Database,
  study: Study,
  datasets: readonly StudyDataset[],
): AsyncGenerator<ItemLine> {
  for (const dataset of datasets) yield* itemLines(db, study, dataset);
}
