import { lineHeight, type Mark, words } from './plot';

/** What a sign of the plot means: the sign, drawn around a point, and its words. */
export interface LegendEntry {
  readonly text: string;
  readonly sign: (x: number, y: number) => readonly Mark[];
}

/** One line for each sign, from the top of the plot on. */
export function legend(entries: readonly LegendEntry[]): Mark[] {
  return entries.flatMap(({ text, sign }, index) => {
    const y = (index + 0.5) * lineHeight;
    return [...sign(16, y), words('label', [36, y], text)];
  });
}

/** Where the plot goes on below its legend. */
export function belowLegend(entries: readonly LegendEntry[]): number {
  return entries.length * lineHeight + (entries.length > 0 ? 8 : 0);
}
