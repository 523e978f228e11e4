import { paths } from '../paths';
import { askQuestions } from '../questions/ask-questions';
import type { Study, StudyDataset } from '../studies/study-store';
import { dateTime, decimal, plural } from '../web/format';
import type { PageLocals } from '../web/render-page';
import type { ItemRating, ListedItem } from './agreement-store';
import { labelQuestionOf } from './dataset-agreement';
import { answerTexts, type ItemInWords, majorityText, voteText } from './item-rows';
import { verdictOn } from './label-agreement';
import type { TalliedItem } from './tally';

interface ItemPageSource {
  readonly study: Study;
  readonly dataset: StudyDataset;
  readonly counted: ListedItem & TalliedItem;
  readonly words: ItemInWords & { readonly shown: unknown; readonly labelConfidence: number | null };
  readonly ratings: readonly ItemRating[];
}

/** One item with everything raters said about it, under their pseudonyms. */
export function itemPage({ study, dataset, counted, words, ratings }: ItemPageSource): PageLocals {
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
      { name: 'Label', value: labelIndex === null ? 'none' : (words.choices[labelIndex] ?? '') },
      ...(words.labelConfidence === null
        ? []
        : [{ name: 'Label confidence', value: decimal(words.labelConfidence) }]),
      ...majorityFacts(study, counted, words),
    ],
    ratings: ratings.map((rating) => ({
      pseudonym: rating.pseudonym,
      tags: [
        ...(rating.isSynthetic ? ['synthetic'] : []),
        ...(rating.isSurplus ? ['late, not counted'] : []),
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
    })),
  };
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
