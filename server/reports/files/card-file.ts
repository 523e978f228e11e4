import { itemVerdicts } from '../../agreement/item-verdict';
import { plural, wholeNumber } from '../../web/format';
import { shareWords } from '../../agreement/figure-rows';
import type { Report } from '../report';
import { markdownText, yamlText } from './markdown-text';
import type { ReportFile } from './report-file';

/** A dataset card as Hugging Face shows it, filled in from the study. */
export const cardFile: ReportFile = {
  key: 'card',
  name: 'README.md',
  says: 'a dataset card for Hugging Face; what Assay cannot know is marked to be filled in',
  contentType: 'text/markdown; charset=utf-8',
  needsRatings: false,
  async *write({ report }) {
    yield datasetCard(report);
  },
};

export function datasetCard(report: Report): string {
  return `${[...head(report), ...summary(report), ...process(report), ...risks(report)].join('\n')}\n`;
}

/** The sizes the hub knows. */
const sizes = [
  [1_000, 'n<1K'],
  [10_000, '1K<n<10K'],
  [100_000, '10K<n<100K'],
  [1_000_000, '100K<n<1M'],
  [Infinity, '1M<n<10M'],
] as const;

function head({ study, datasets, pooled }: Report): string[] {
  const sources = new Set(datasets.map(({ source }) => source));
  const size = sizes.find(([below]) => pooled.items < below)![1];
  return [
    '---',
    `pretty_name: ${yamlText(study.name)}`,
    'annotations_creators:',
    '- crowdsourced',
    'language_creators:',
    ...(sources.has('model') ? ['- machine-generated'] : []),
    ...(sources.has('human') ? ['- expert-generated'] : []),
    'license: other',
    'size_categories:',
    `- ${size}`,
    'configs:',
    ...datasets.flatMap(({ slug }) => [
      `- config_name: ${yamlText(slug)}`,
      `  data_files: ${yamlText(`${slug}.validated.jsonl`)}`,
    ]),
    '---',
    '',
  ];
}

function summary({ study, datasets, pooled, snapshot }: Report): string[] {
  const { verdicts } = pooled;
  return [
    `# ${markdownText(study.name)}`,
    '',
    ...(snapshot.state === 'live' ? ['**Live, not final: the study is not locked.**', ''] : []),
    `${plural(datasets.length, 'dataset', 'datasets')} of evaluation items, of which ${wholeNumber(pooled.items)} were checked by human raters.`,
    '',
    `- Label agreement: ${shareWords(pooled.labelAgreement)}`,
    ...(verdicts
      ? itemVerdicts.map(({ key, name, rule }) => `- ${name} items (${rule}): ${wholeNumber(verdicts[key])}`)
      : []),
    '',
    '| dataset | behavior | source | items | label agreement |',
    '| --- | --- | --- | --: | --- |',
    ...datasets.map(
      (one) =>
        `| ${markdownText(one.slug)} | Someone who ${markdownText(one.behavior)} | ${one.source} written | ${one.items} | ${shareWords(one.labelAgreement)} |`,
    ),
    '',
  ];
}

function process({ study, raters, snapshot, pooled }: Report): string[] {
  const mode =
    study.labelMode === 'blind'
      ? 'Raters answered each item themselves and never saw its label.'
      : 'Raters saw the label of each item and said whether it is correct.';
  return [
    '## Annotation process',
    '',
    `${plural(study.overlap, 'rater', 'raters')} were to rate each item. ${mode} Items were drawn stratified by label with seed ${study.seed}. They were asked:`,
    '',
    ...study.questions.map(({ name, legend }) => `- ${markdownText(name)}: ${markdownText(legend)}`),
    '',
    '## Who are the annotators?',
    '',
    `${plural(raters.raters.length, 'rater', 'raters')}, known by pseudonyms, gave ${plural(pooled.ratings, 'rating', 'ratings')} that count; those of ${plural(snapshot.exclusions.length, 'rater', 'raters')} were set aside. How they were recruited and paid: [to be filled in].`,
    '',
  ];
}

function risks({ settings }: Report): string[] {
  return [
    '## Bias, risks and limitations',
    '',
    'Items may be written by a language model and may hold anything. The raters who judge labels are those who judge relevance and ambiguity. Intervals for these raters do not cover other raters; report.html gives both.',
    '',
    `Figures: report.json, computed with seed ${settings.seed} and ${wholeNumber(settings.replicates)} samples an interval.`,
  ];
}
