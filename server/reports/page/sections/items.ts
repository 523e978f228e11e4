import { itemVerdicts, type VerdictCounts } from '../../../agreement/item-verdict';
import { isUndefined } from '../../../statistics/outcome';
import { wholeNumber } from '../../../web/format';
import { agreeingItemsPlot } from '../../plots/agreeing-items';
import { confusionPlot } from '../../plots/confusion';
import type { Report } from '../../report';
import type { ReportTable, SectionOf } from '../report-section';

/** What raters make of the items: verdicts by dataset, how many agree, which answers to which labels. */
export const itemsSection: SectionOf = (report) => {
  const { pooled, study } = report;
  if (pooled.verdicts === null) return null;
  const { confusion, itemsByAgreeing } = pooled;
  const bars = Object.entries(itemsByAgreeing).map(([agreeing, count]) => ({
    text: `${agreeing} of ${study.overlap}`,
    count,
  }));
  const answers = isUndefined(confusion) ? [] : confusion.answers.map(answerName);
  return {
    heading: 'Items',
    text: [
      'Each complete item with a label has the first verdict that applies: a label counts as wrong only where the item is in order otherwise.',
    ],
    plots: [
      agreeingItemsPlot(bars),
      ...(isUndefined(confusion)
        ? []
        : [
            confusionPlot({
              labels: confusion.counts.map((_, place) => answerName(String(place))),
              answers,
              counts: confusion.counts,
            }),
          ]),
    ],
    tables: [rulesTable(report), verdictTable(report)],
  };
};

/** Choices are known by their place; what is said of a label is said in words. */
function answerName(answer: string): string {
  return /^\d+$/.test(answer) ? `Choice ${Number(answer) + 1}` : answer;
}

function rulesTable({ pooled }: Report): ReportTable {
  const verdicts = pooled.verdicts as VerdictCounts;
  return {
    caption: 'Verdicts on items, all datasets',
    columns: [{ text: 'Verdict' }, { text: 'Rule' }, { text: 'Items', numeric: true }],
    rows: itemVerdicts.map(({ key, name, rule }) => [name, rule, wholeNumber(verdicts[key])]),
  };
}

function verdictTable({ datasets }: Report): ReportTable {
  return {
    caption: 'Verdicts on items by dataset',
    columns: [{ text: 'Dataset' }, ...itemVerdicts.map(({ name }) => ({ text: name, numeric: true }))],
    rows: datasets.map(({ slug, verdicts }) => [
      slug,
      ...itemVerdicts.map(({ key }) => (verdicts ? wholeNumber(verdicts[key]) : '–')),
    ]),
  };
}
