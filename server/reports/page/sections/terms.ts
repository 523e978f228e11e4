import type { Question } from '../../../questions/question';
import { percent, wholeNumber } from '../../../web/format';
import type { Report } from '../../report';
import type { ReportTable, SectionOf } from '../report-section';

/** What was asked, of which items, and where the datasets come from. */
export const termsSection: SectionOf = (report) => ({
  heading: 'How it was done',
  text: [modeWords(report), sampleWords(report)],
  plots: [],
  tables: [questionTable(report), datasetTable(report)],
});

function modeWords({ study }: Report): string {
  return study.labelMode === 'blind'
    ? 'Raters answered the items and never saw the labels; agreement with labels was derived.'
    : 'Raters saw each label and said whether it is correct, which makes agreement higher than answering blind.';
}

function sampleWords({ study }: Report): string {
  const gold =
    study.goldShare === 0
      ? ''
      : ` ${percent(study.goldShare, 0)} of what raters got were gold items, which stand in no figure.`;
  return `Up to ${wholeNumber(study.perDataset)} items of each dataset were drawn, stratified by label, with seed ${study.seed}; each was to get ${wholeNumber(study.overlap)} ratings.${gold}`;
}

function questionTable({ study }: Report): ReportTable {
  return {
    caption: `Questions: set ${study.questionSet}, version ${study.questionSetVersion}`,
    columns: [{ text: 'Name' }, { text: 'Wording' }, { text: 'Choices' }],
    rows: study.questions.map((question) => [
      question.name,
      question.hint ? { text: question.legend, note: question.hint } : question.legend,
      choiceWords(question),
    ]),
  };
}

function choiceWords({ choices }: Question): string {
  return choices === 'item' ? 'the item’s own' : choices.map(({ text }) => text).join(' · ');
}

function datasetTable({ datasets }: Report): ReportTable {
  return {
    caption: 'Datasets',
    columns: [
      { text: 'Dataset' },
      { text: 'Behavior' },
      { text: 'Source' },
      { text: 'Items', numeric: true },
      { text: 'Complete', numeric: true },
      { text: 'Ratings', numeric: true },
      { text: 'SHA-256 of the file' },
    ],
    rows: datasets.map((one) => [
      one.slug,
      `Someone who ${one.behavior}`,
      `${one.source} written, polarity ${one.polarity}`,
      wholeNumber(one.items),
      wholeNumber(one.completeItems),
      wholeNumber(one.ratings),
      one.sha256,
    ]),
  };
}
