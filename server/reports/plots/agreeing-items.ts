import { sum } from 'd3-array';
import { percent, wholeNumber } from '../../web/format';
import { barRows, type Count, countOf } from './bar-rows';
import { wholeName } from './fitted-text';
import { emptyPlot, type Plot, plotWidth } from './plot';

const heading = {
  key: 'agreeing-items',
  title: 'Items by how many raters agree with the label',
  description:
    'One bar for each share of raters who agree with the label, as long as the items that have it.',
};
const columns = [
  { text: 'Raters who agree' },
  { text: 'Items', numeric: true },
  { text: 'Share of items', numeric: true },
];

/** Items by the share of their raters who agree with the label; the caller names the shares, in order. */
export function agreeingItemsPlot(shares: readonly Count[]): Plot {
  const items = sum(shares, countOf);
  const rows = shares.map((share) => [
    wholeName(share.text),
    wholeNumber(countOf(share)),
    items === 0 ? '–' : percent(countOf(share) / items),
  ]);
  const plot = { ...heading, table: { columns, rows } };
  return items === 0 ? emptyPlot(plot) : { ...plot, width: plotWidth, ...barRows(shares) };
}
