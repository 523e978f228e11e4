import { printTable } from '../../../server/bin/print-table';
import { wilsonInterval } from '../../../server/statistics/wilson-interval';
import type { DatasetStopping } from '../../../server/studies/stopping-rules';
import { print } from '../figures';

/** How many of n, with Wilson's 95% interval. */
export interface Share {
  readonly count: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

/** A mean over replays of the same ratings, and between which values 95% of the replays lie. */
export interface Replayed {
  readonly mean: number;
  readonly from: number;
  readonly to: number;
}

/** Texts are printed as they are, numbers as percent: only shares are reported. */
export type Cell = string | number | Share | Replayed;

export interface Table {
  readonly title: string;
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

export function shareOf(count: number, n: number): Share {
  const interval = wilsonInterval(count, n);
  return 'low' in interval ? { count, n, ...interval } : { count, n, low: NaN, high: NaN };
}

export function replayed(values: readonly number[]): Replayed {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    from: at(0.025),
    to: at(0.975),
  };
}

/** How often the decision that is wrong at this share was taken, beside how often it may be. */
export function wrongOf(
  { above, below, alpha, beta }: DatasetStopping,
  share: number,
  count: (decision: 'above' | 'below') => Share,
): { wrong: Cell; stated: Cell } {
  if (share <= below) return { wrong: count('above'), stated: alpha };
  if (share >= above) return { wrong: count('below'), stated: beta };
  return { wrong: 'neither is', stated: '' };
}

export function printAsText({ title, rows }: Table): void {
  print(`\n${title}`);
  printTable(
    Object.keys(rows[0] ?? {}),
    rows.map((row) => Object.values(row).map(textOf)),
  );
}

function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return `${percent(cell)}%`;
  if ('mean' in cell) return `${percent(cell.mean)}% (${percent(cell.from)}–${percent(cell.to)})`;
  if (cell.n === 0) return '-';
  return `${percent(cell.count / cell.n)}% (${percent(cell.low)}–${percent(cell.high)})`;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
