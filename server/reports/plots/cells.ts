import { type Kind, type Mark, rect } from './plot';

const kinds = [
  'cell-0',
  'cell-1',
  'cell-2',
  'cell-3',
  'cell-4',
  'cell-5',
  'cell-6',
] as const satisfies Kind[];

/** A cell shaded by the step its value has reached: none of the six steps is the lightest. */
export function cell(
  value: number,
  steps: readonly number[],
  [x, y]: readonly [number, number],
  size: { width: number; height: number },
): Mark {
  return rect(kinds[stepOf(value, steps)] ?? 'cell-6', x, y, size);
}

/** What is written on a cell has to stand out from its shade. */
export function kindOnCell(value: number, steps: readonly number[]): Kind {
  return stepOf(value, steps) >= 5 ? 'label-on-cell' : 'label';
}

/** How many of the steps a value has reached. */
function stepOf(value: number, steps: readonly number[]): number {
  return steps.filter((step) => value >= step).length;
}
