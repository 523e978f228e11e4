import { percent, wholeNumber } from '../../web/format';
import { barRows, type Count, countOf } from './bar-rows';
import { wholeName } from './fitted-text';
import { emptyPlot, type Plot, plotWidth } from './plot';

const heading = {
  key: 'rater-funnel',
  title: 'From invited to counted raters',
  description: 'One bar for each step, as long as the raters who got that far.',
};
const columns = [
  { text: 'Step' },
  { text: 'Raters', numeric: true },
  { text: 'Share of the first step', numeric: true },
];

/** How many raters reached each step, in the caller's words and order. */
export function raterFunnelPlot(steps: readonly Count[]): Plot {
  const first = steps[0] ? countOf(steps[0]) : 0;
  const rows = steps.map((step) => [
    wholeName(step.text),
    wholeNumber(countOf(step)),
    first === 0 ? '–' : percent(countOf(step) / first),
  ]);
  const plot = { ...heading, table: { columns, rows } };
  const isEmpty = steps.every((step) => countOf(step) === 0);
  return isEmpty ? emptyPlot(plot) : { ...plot, width: plotWidth, ...barRows(steps) };
}
