import type { FileRule, LintedItem } from '../lint-rule';
import { createItemLedger, type FileWithLedger } from '../similar/item-ledger';
import { largeArray } from '../similar/large-array';
import { createNumberList } from '../similar/number-list';

/** Fewer lengths than this have no quartiles to speak of. */
const fewestItems = 20;

/**
 * Outer fences (Tukey 1977, Exploratory Data Analysis, section 2E): three quartile ranges beyond the quartiles. Of the
 * logarithm of the length, because lengths of texts are skewed to the right; quartiles as in Hyndman and Fan (1996), type 7.
 */
export const outlierLength: FileRule = {
  key: 'outlier-length',
  name: 'Much longer or shorter than the rest',
  why: 'An item far from the usual length is often two items, half an item, or something that went wrong in writing it.',
  severity: 'note',
  examples: [
    { text: 'QQQ', about: 'Three characters, where nearly all items have 150 to 400.' },
    { text: 'Would you rather be useful or be right?', about: 'Shorter than most, but within the fences.' },
  ],
  begin(file: FileWithLedger) {
    const ledger = file.ledger ?? createItemLedger();
    const lengths = createNumberList(Uint32Array);
    return {
      see(item) {
        lengths.push(lengthOf(item));
        ledger.add(item);
        return undefined;
      },
      *end() {
        const sorted = largeArray(Uint32Array, lengths.length);
        for (let i = 0; i < sorted.length; i++) sorted[i] = lengths.at(i);
        const fences = fencesOf(sorted.sort());
        if (!fences) return;
        const { low, high, first, third } = fences;
        for (let i = 0; i < lengths.length; i++) {
          const length = lengths.at(i);
          if (length >= low && length <= high) continue;
          const usual = `half of all items have ${Math.round(first)} to ${Math.round(third)}`;
          yield {
            line: ledger.lineAt(i),
            detail: `${length} characters, question and choices together; ${usual}.`,
          };
        }
      },
    };
  },
};

/** What a rater reads; a text that holds its choices is not counted twice. */
function lengthOf({ text, stem, choices }: LintedItem): number {
  if (stem === undefined) return Math.max(text.length, 1);
  const length = choices.reduce((sum, choice) => sum + choice.text.length, stem.length);
  return Math.max(length, 1);
}

interface Fences {
  readonly low: number;
  readonly high: number;
  readonly first: number;
  readonly third: number;
}

function fencesOf(sorted: Uint32Array): Fences | undefined {
  if (sorted.length < fewestItems) return undefined;
  const [first, third] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const reach = (third / first) ** 3;
  return reach === 1 ? undefined : { first, third, low: first / reach, high: third * reach };
}

/** Of logarithms: between two lengths lies their geometric mean. */
function quantile(sorted: Uint32Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return below * (above / below) ** (place - Math.floor(place));
}
