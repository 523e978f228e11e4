import { escapeInvisible } from '../../datasets/importing/escape-invisible';
import { plural, wholeNumber } from '../../web/format';
import type { FieldError, Typed } from '../../web/form-fields';
import type { PageLocals } from '../../web/render-page';
import { drawnTitle, figureGroups, type Line } from '../ratings-file/print-figures';
import { ratersShown, samples, type FoundFigures } from './compute-figures';
import { usualNames, type ColumnRole } from './guess-columns';

const empty: Typed = { item: '', rater: '', value: '', scale: 'nominal', order: '', repeats: 'last' };

/** The form. */
export function figuresFormPage(
  limitMib: number,
  errors: readonly FieldError[] = [],
  typed: Typed = {},
): PageLocals {
  const usual = (role: ColumnRole): string => usualNames[role].slice(0, 2).join(', ');
  return {
    title: 'Agreement of any ratings',
    errors,
    form: { ...empty, ...typed },
    fileLimit: `${limitMib} MiB`,
    columns: [
      {
        name: 'item',
        label: 'Column of the item',
        hint: `Empty: the first of ${usual('item')} and the like.`,
      },
      {
        name: 'rater',
        label: 'Column of the rater',
        hint: `Empty: the first of ${usual('rater')} and the like.`,
      },
      {
        name: 'value',
        label: 'Column of the rating',
        hint: `Empty: the first of ${usual('value')} and the like.`,
      },
    ],
    scales: [
      { value: 'nominal', text: 'Names, in no order' },
      { value: 'ordinal', text: 'An order, given below' },
      { value: 'interval', text: 'Numbers, whose distances mean something' },
    ],
    repeats: [
      { value: 'last', text: 'The last row counts' },
      { value: 'all', text: 'Every row counts' },
    ],
  };
}

/** What was found in a file of ratings; nothing of it is kept. */
export function figuresPage(fileName: string, goldName: string | undefined, found: FoundFigures): PageLocals {
  const { figures, drawn } = found;
  const { counts, agreement, accuracy, drawn: intervals } = figureGroups(figures, drawn);
  const { comparableItems, goldRatings } = found;
  const items = plural(comparableItems, 'item', 'items');
  return {
    title: 'Agreement of any ratings',
    fileName: escapeInvisible(fileName),
    taken: takenWords(found, goldName),
    warnings: warningsOf(found),
    counts: counts.map(trimmed),
    figureColumns: [...figureColumns, { text: 'n', numeric: true }],
    agreement: agreement.map((line) => [...trimmed(line), nOf(line, items)]),
    accuracy: accuracy.map((line) => [
      ...trimmed(line),
      nOf(
        line,
        line[0].startsWith('Ratings') || line[0].startsWith(' ')
          ? plural(goldRatings, 'rating', 'ratings')
          : plural(figures.goldItems, 'item', 'items'),
      ),
    ]),
    drawnTitle: drawn && drawnTitle(drawn),
    drawnColumns: [{ text: 'Figure' }, { text: '95% interval' }],
    drawn: intervals.map(trimmed),
    categoryColumns: [{ text: 'Category' }, { text: 'Ratings', numeric: true }],
    categories: Object.entries(figures.categoryCounts).map(([name, count]) => [
      escapeInvisible(name),
      wholeNumber(count),
    ]),
    ...raterSection(found),
  };
}

const figureColumns = [{ text: 'Figure' }, { text: 'Value' }];

/** What is indented on a terminal stands in a row of its own here. */
function trimmed([name, text]: Line): [string, string] {
  return [name.replace(/^ +/, '– '), text];
}

/** How much a figure with a value rests on. */
function nOf([, text]: Line, n: string): string {
  return text.startsWith('undefined') ? '–' : n;
}

function takenWords({ columns, goldColumns }: FoundFigures, goldName: string | undefined): string {
  const list = (taken: Readonly<Record<string, string>>): string =>
    Object.entries(taken)
      .map(([role, name]) => `${role === 'value' ? 'rating' : role} from “${escapeInvisible(name)}”`)
      .join(', ');
  const gold = goldColumns
    ? ` Of ${escapeInvisible(goldName ?? 'the gold file')}: ${list(goldColumns)}.`
    : '';
  return `Columns taken: ${list(columns)}.${gold}`;
}

/** With fewer, clustered errors are too small and intervals too narrow. */
const few = 30;

function warningsOf({ figures, drawn, isSearched }: FoundFigures): string[] {
  const { items, raters, goldItems } = figures;
  const small = [
    ...(items < few ? [plural(items, 'item', 'items')] : []),
    ...(raters < few ? [plural(raters, 'rater', 'raters')] : []),
    ...(goldItems > 0 && goldItems < few
      ? [plural(goldItems, 'item with a gold answer', 'items with a gold answer')]
      : []),
  ];
  return [
    ...(small.length > 0
      ? [
          `The file has ${small.join(' and ')}. With fewer than about ${few}, figures are rough and intervals too narrow.`,
        ]
      : []),
    ...(isSearched
      ? []
      : ['The file is too large here for Dawid-Skene, one coin, MACE and GLAD; the command computes them.']),
    ...(drawn
      ? []
      : [`The file is too large here for ${wholeNumber(samples)} samples; the command draws them.`]),
  ];
}

const raterNames: Readonly<Record<string, string>> = {
  rater: 'Rater',
  ratings: 'Ratings',
  with_others: 'With the others',
  with_others_n: 'Over',
  with_majority: 'With all',
  gold_accuracy: 'Right',
  gold_low: '95% from',
  gold_high: 'to',
  gold_n: 'Gold ratings',
};

function raterSection({ raters: { head, rows }, figures }: FoundFigures) {
  const isShare = (index: number): boolean => !['ratings', 'with_others_n', 'gold_n'].includes(head[index]!);
  const all = plural(figures.raters, 'rater', 'raters');
  return {
    raterCaption:
      figures.raters > ratersShown ? `The ${ratersShown} with the most ratings of ${all}` : `All ${all}`,
    raterColumns: head.map((name, index) => ({
      text: raterNames[name] ?? name.replace(/_skill$/, ' skill'),
      ...(index > 0 && { numeric: true }),
    })),
    raterRows: rows.map(([name, ...cells]) => [
      escapeInvisible(String(name)),
      ...cells.map((cell, index) => {
        if (typeof cell !== 'number') return '–';
        return isShare(index + 1) ? cell.toFixed(3) : wholeNumber(cell);
      }),
    ]),
  };
}
