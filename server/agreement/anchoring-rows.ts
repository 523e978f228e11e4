import { isUndefined } from '../statistics/outcome';
import { decimal, plural } from '../web/format';
import type { Anchoring } from './anchoring';
import { type FigureRow, shareRow, shareWords } from './figure-rows';

/** How much seeing the label sways raters, as rows of a table of figures. */
export function anchoringRows({ shown, blind, difference }: Anchoring): FigureRow[] {
  return [
    shareRow('Label agreement with the label shown', shown, 'item'),
    shareRow('Label agreement of items rated blind', blind, 'item'),
    differenceRow(difference),
  ];
}

function differenceRow(difference: Anchoring['difference']): FigureRow {
  const name = 'Difference, in percentage points';
  if (isUndefined(difference)) return [name, shareWords(difference), '–', '–'];
  const { value, low, high, n } = difference;
  return [name, points(value), `${points(low)} to ${points(high)}`, plural(n, 'item', 'items')];
}

/** `0.123` as `+12.3`. */
function points(share: number): string {
  const text = decimal(share * 100, 1);
  return share > 0 && Number(text) > 0 ? `+${text}` : text.replace('-', '−');
}
