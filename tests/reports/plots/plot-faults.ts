import { widthOf } from '../../../server/reports/plots/fitted-text';
import type { Mark, Plot } from '../../../server/reports/plots/plot';

/** The heights of letters that static/css/plots.css has for wide and for small plots. */
const letters = { wide: 11, small: 14 };

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What is no number, not to a tenth, or reaches over the edge of the paper. */
export function plotFaults({ width, height, marks }: Plot): string[] {
  const faults = Number.isFinite(width) && Number.isFinite(height) ? [] : ['the paper has no size'];
  return [
    ...faults,
    ...marks.flatMap((mark) => {
      const numbers = numbersOf(mark);
      if (numbers.some((number) => !Number.isFinite(number) || !/^-?\d+(\.\d)?$/.test(String(number))))
        return [`numbers: ${JSON.stringify(mark)}`];
      return boxesOf(mark)
        .filter(({ left, right, top, bottom }) => left < 0 || top < 0 || right > width || bottom > height)
        .map((box) => `${JSON.stringify(mark)} reaches ${JSON.stringify(box)}`);
    }),
  ];
}

/** The words of a plot as they stand on a wide one. */
export function textsOf({ marks }: Plot): string[] {
  return marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []));
}

/** The marks of one shape and kind, in the order they are drawn. */
export function marksOf<Shape extends Mark['shape']>(plot: Plot, shape: Shape, kind: string) {
  return plot.marks.filter(
    (mark): mark is Extract<Mark, { shape: Shape }> => mark.shape === shape && mark.kind === kind,
  );
}

function numbersOf(mark: Mark): number[] {
  if (mark.shape === 'path') return coordinatesOf(mark.d);
  return Object.values(mark).filter((value) => typeof value === 'number');
}

function coordinatesOf(d: string): number[] {
  return d.replace(/[MZ]/g, '').split(/[L ]/).map(Number);
}

/** Where a mark lies; words lie elsewhere on a wide plot than on a small one. */
function boxesOf(mark: Mark): Box[] {
  switch (mark.shape) {
    case 'rect':
      return [box([mark.x, mark.x + mark.width], [mark.y, mark.y + mark.height])];
    case 'line':
      return [box([mark.x1, mark.x2], [mark.y1, mark.y2])];
    case 'circle':
      return [box([mark.cx - mark.r, mark.cx + mark.r], [mark.cy - mark.r, mark.cy + mark.r])];
    case 'path': {
      const numbers = coordinatesOf(mark.d);
      return [
        box(
          numbers.filter((_, index) => index % 2 === 0),
          numbers.filter((_, index) => index % 2 === 1),
        ),
      ];
    }
    case 'text':
      return [textBox(mark, mark.text, letters.wide), textBox(mark, mark.short ?? mark.text, letters.small)];
  }
}

function textBox({ x, y, anchor }: Extract<Mark, { shape: 'text' }>, text: string, height: number): Box {
  const width = widthOf(text, height);
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor];
  return box([left, left + width], [y - height / 2, y + height / 2]);
}

function box(across: readonly number[], down: readonly number[]): Box {
  return {
    left: Math.min(...across),
    right: Math.max(...across),
    top: Math.min(...down),
    bottom: Math.max(...down),
  };
}
