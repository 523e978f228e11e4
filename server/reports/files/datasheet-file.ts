import { shareWords } from '../../agreement/figure-rows';
import { plural, wholeNumber } from '../../web/format';
import type { Report } from '../report';
import { numberCell } from '../page/words';
import { markdownText } from './markdown-text';
import type { ReportFile } from './report-file';

/**
 * The questions of Datasheets for Datasets (Gebru et al. 2021) and of CrowdWorkSheets (Díaz et al. 2022), answered as far as
 * the study knows the answers.
 */
export const datasheetFile: ReportFile = {
  key: 'datasheet',
  name: 'datasheet.md',
  says: 'a datasheet with what the study knows; what it cannot know is marked to be filled in',
  contentType: 'text/markdown; charset=utf-8',
  needsRatings: false,
  async *write({ report }) {
    yield datasheet(report);
  },
};

const toFill = '[to be filled in]';

export function datasheet(report: Report): string {
  const lines = questions.flatMap(({ part, asked }) => [
    `## ${part}`,
    '',
    ...asked.flatMap(([question, answer]) => [`**${question}** ${answer(report)}`, '']),
  ]);
  return [`# Datasheet: ${markdownText(report.study.name)}`, '', ...lines].join('\n');
}

type Asked = readonly [question: string, answer: (report: Report) => string];

const questions: readonly { readonly part: string; readonly asked: readonly Asked[] }[] = [
  {
    part: 'Motivation',
    asked: [
      ['For what purpose was the dataset created?', () => toFill],
      ['Who created it, and who paid for it?', () => toFill],
    ],
  },
  {
    part: 'Composition',
    asked: [
      [
        'What do the instances represent?',
        ({ datasets }) =>
          `Questions that test whether a language model has a behavior, from ${plural(datasets.length, 'dataset', 'datasets')}: ${datasets.map(({ slug }) => markdownText(slug)).join(', ')}.`,
      ],
      ['How many instances are there?', ({ pooled }) => `${wholeNumber(pooled.items)} were drawn and rated.`],
      [
        'Is it a sample of a larger set?',
        ({ study }) =>
          `Yes: up to ${wholeNumber(study.perDataset)} items of each dataset, stratified by label, with seed ${study.seed}; report.json has each stratum with its inclusion probability.`,
      ],
      [
        'Is there a label?',
        ({ pooled }) => `Label agreement of the items is ${shareWords(pooled.labelAgreement)}.`,
      ],
      ['Might the items offend?', () => toFill],
    ],
  },
  {
    part: 'Rating',
    asked: [
      [
        'What were raters asked, and what did they see?',
        ({ study }) =>
          `${study.questions.map(({ legend }) => `“${markdownText(legend)}”`).join(' ')} Label mode: ${study.labelMode}.`,
      ],
      [
        'How many raters judged an instance?',
        ({ study, raters }) =>
          `${wholeNumber(study.overlap)}, of ${plural(raters.raters.length, 'rater', 'raters')} in all.`,
      ],
      ['Who were the raters, and how were they recruited?', () => toFill],
      ['How were they paid?', () => toFill],
      [
        'How long did a judgement take?',
        ({ pooled }) => `The median is ${numberCell(pooled.medianSeconds, 1)} seconds.`,
      ],
      [
        'Was anybody’s work set aside?',
        ({ snapshot }) =>
          snapshot.exclusions.length === 0
            ? 'No.'
            : snapshot.exclusions
                .map(
                  ({ rater, reason, ratings }) =>
                    `${markdownText(rater)}: ${plural(ratings, 'rating', 'ratings')}, because ${markdownText(reason)}.`,
                )
                .join(' '),
      ],
      [
        'Is disagreement kept?',
        () => 'Yes: ratings.jsonl has every revision of every rating, and items.csv how many raters agreed.',
      ],
    ],
  },
  {
    part: 'Uses and maintenance',
    asked: [
      ['For what should it not be used?', () => toFill],
      ['Who maintains it, and under which licence?', () => toFill],
      [
        'Can the figures be recomputed?',
        ({ settings, snapshot, assayVersion }) =>
          `From ratings.jsonl, by Assay ${assayVersion} with seed ${settings.seed}; the counted ratings have the SHA-256 ${snapshot.ratingsSha256}.`,
      ],
    ],
  },
];
