import { paths } from '../paths';
import { askQuestions, type AskedQuestion } from '../questions/ask-questions';
import { flagReasons, flagText } from '../rating/flag-reasons';
import { skipReasonText } from '../rating/skip-reasons';
import type { Study, StudyDataset } from '../studies/study-store';
import { dateTime, decimal, plural } from '../web/format';
import type { PageLocals } from '../web/render-page';
import { shownTerms } from './anchoring';
import type { ItemRating, ItemSkip, ListedItem } from './agreement-store';
import { labelQuestionOf } from './dataset-agreement';
import { answerTexts, type ItemInWords, majorityText, voteText } from './item-rows';
import { verdictOn } from './label-agreement';
import type { TalliedItem } from './tally';

interface ItemPageSource {
  readonly study: Study;
  readonly dataset: StudyDataset;
  readonly counted: ListedItem & TalliedItem;
  /** Whether the study, though blind, shows the item with its label. */
  readonly isShown: boolean;
  readonly words: ItemInWords & { readonly shown: unknown; readonly labelConfidence: number | null };
  readonly ratings: readonly ItemRating[];
  readonly skips: readonly ItemSkip[];
}

/** One item with everything raters said about it, under their pseudonyms. */
export function itemPage(source: ItemPageSource): PageLocals {
  const { dataset, counted, isShown, words, ratings, skips } = source;
  const study = isShown ? shownTerms(source.study) : source.study;
  const questions = askQuestions(study.questions, { behavior: dataset.behavior, choices: words.choices });
  const { labelIndex, line } = counted;
  return {
    title: `Line ${line} of ${dataset.slug}`,
    study: { name: study.name, href: paths.study(study.id) },
    dataset: { slug: dataset.slug, href: paths.studyDataset(study.id, dataset.slug) },
    line,
    behavior: `Someone who ${dataset.behavior}`,
    item: words.shown,
    choices: words.choices,
    facts: [
      { name: 'Behavior version', value: String(dataset.behaviorVersion) },
      ...(isShown ? [{ name: 'Label mode', value: 'verify: raters see the label of this item' }] : []),
      { name: 'Label', value: labelIndex === null ? 'none' : (words.choices[labelIndex] ?? '') },
      ...(words.labelConfidence === null
        ? []
        : [{ name: 'Label confidence', value: decimal(words.labelConfidence) }]),
      ...majorityFacts(study, counted, words),
    ],
    flags: flagCounts(ratings),
    skips: skips.map(({ pseudonym, reason, comment, skippedAt }) => ({
      pseudonym,
      text: skipReasonText(reason),
      comment,
      meta: dateTime(skippedAt),
    })),
    ratings: ratings.map((rating) => ratingCard(rating, questions)),
  };
}

function ratingCard(rating: ItemRating, questions: readonly AskedQuestion[]) {
  const uncounted = rating.isExcluded ? 'excluded, not counted' : 'late, not counted';
  return {
    pseudonym: rating.pseudonym,
    tags: [
      ...(rating.isSynthetic ? ['synthetic'] : []),
      ...(rating.isSurplus ? [uncounted] : []),
      ...(rating.flag === null ? [] : [`flag: ${flagText(rating.flag)}`]),
    ],
    meta: [
      dateTime(rating.submittedAt),
      ...(rating.milliseconds === null ? [] : [`${decimal(rating.milliseconds / 1000, 1)} s`]),
      plural(rating.revision, 'revision', 'revisions'),
    ].join(' · '),
    answers: questions.map(({ name, legend, choices }) => {
      const value = rating.answers.get(name);
      return { legend, text: choices.find((choice) => choice.value === value)?.text ?? value ?? '–' };
    }),
    comment: rating.comment,
  };
}

/** How many raters say what is wrong with the item, whether or not their ratings count. */
function flagCounts(ratings: readonly ItemRating[]): { text: string; raters: string }[] {
  const keys = flagReasons.map(({ key }) => key).filter((key) => ratings.some(({ flag }) => flag === key));
  return keys.map((key) => {
    const raters = ratings.filter(({ flag }) => flag === key).length;
    return { text: flagText(key), raters: plural(raters, 'rater', 'raters') };
  });
}

function majorityFacts(
  study: Study,
  item: TalliedItem,
  words: ItemInWords,
): { name: string; value: string }[] {
  const asked = labelQuestionOf(study);
  if (!asked) return [];
  const verdict = verdictOn(item, asked);
  const options = answerTexts(asked, words);
  return [
    { name: 'Majority', value: majorityText(item, verdict, options) },
    { name: 'Votes', value: voteText(verdict, options) },
  ];
}
