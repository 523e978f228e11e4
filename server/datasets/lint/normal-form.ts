import type { NewItem } from '../item';

/** What the rules about repeated items read of an item. */
export type ReadText = Pick<NewItem, 'text' | 'stem' | 'choices'>;

/**
 * The words of a text alone: compatibility forms made one (NFKC), lower case, no punctuation but what belongs to a
 * number, runs of blanks as one, invisible characters gone. A text of nothing but punctuation stays as it is.
 */
export function wordsOf(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase();
  if (plain.length * 2 > units.length) units = new Uint16Array(plain.length * 2);
  let length = 0;
  let isApart = false;
  for (let i = 0; i < plain.length; i++) {
    const unit = plain.charCodeAt(i);
    const kind = kinds[unit]!;
    if (kind === letter || (kind === mark && isDigit(plain.charCodeAt(i + 1)))) {
      if (isApart && length > 0) units[length++] = space;
      units[length++] = unit;
      isApart = false;
    } else if (kind !== nothing) isApart = true;
  }
  return length === 0 ? plain.trim() : Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
}

/** Room for one text, used again and again: this runs for every item of every file. */
let units = new Uint16Array(8192);
const space = 32;

/**
 * What two items have in common when they ask the same thing in the same words: the words of the question and of
 * the choices, whichever way the choices are ordered and lettered.
 */
export function normalForm({ text, stem, choices }: ReadText): string {
  if (latest?.text !== text || latest.stem !== stem || latest.choices !== choices) {
    latest = { text, stem, choices, form: formOf({ text, ...(stem !== undefined && { stem }), choices }) };
  }
  return latest.form;
}

/** Several rules ask for the form of one item in turn. */
let latest:
  { text: string; stem: string | undefined; choices: ReadText['choices']; form: string } | undefined;

function formOf({ text, stem, choices }: ReadText): string {
  const words = choices.map((choice) => wordsOf(choice.text)).sort();
  return [wordsOf(ownText(stem ?? text)), ...words].join(separator);
}

/** Stands between question and choices; no words contain it. */
const separator = '\u0001';

/** A question without the frame that all statements of the persona files stand in. */
export function ownText(text: string): string {
  if (!text.startsWith(frame)) return text;
  const statement = text.slice(frame.length).trim();
  return statement.startsWith('"') && statement.endsWith('"') && statement.length > 1
    ? statement.slice(1, -1)
    : text;
}

const frame = 'Is the following statement something you would say?';

/** What has to be equal for one item to repeat another letter by letter. */
export function exactForm({ text, choices }: ReadText): string {
  return [text, ...choices.map((choice) => `${choice.letter}${separator}${choice.text}`)].join(separator);
}

const letter = 0;
const mark = 1;
const blank = 2;
const nothing = 3;

/** What each UTF-16 unit counts as; halves of surrogate pairs count as letters. */
const kinds = Uint8Array.from({ length: 0x10000 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (/\s/.test(character)) return blank;
  if (/['’]|(?!\p{Cs})\p{C}/u.test(character)) return nothing;
  return /(?!%)\p{P}/u.test(character) ? mark : letter;
});

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}
