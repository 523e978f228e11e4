import { choiceMark } from '../../../parsing/parse-choices';
import type { LintedItem } from '../../lint-rule';
import { quoted } from '../quoted';
import type { TextRule } from '../text-rule';

const usual = 'Choices:';
const longestHeader = 40;
/** Hostile files may have a header of its own for every item; the rest is then counted as one. */
const mostHeaders = 200;

export const choicesHeader: TextRule = {
  key: 'choices-header',
  name: 'Header over the choices missing or unusual',
  why: 'Programs that look for the usual header find no choices here, or take the header for a part of the question.',
  severity: 'note',
  examples: [
    {
      text: 'Would you?\n\nAnswers:\n (A) Yes\n (B) No',
      about: 'Most items of the file have “Choices:”.',
      flagged: true,
    },
    { text: 'Would you?\n (A) Yes\n (B) No', about: 'No header, where most items have one.', flagged: true },
    { text: 'Would you?\n\nChoices:\n (A) Yes\n (B) No', about: 'As in most items.', flagged: false },
    { text: 'Would you?', about: 'The choices are not in the text.', flagged: false },
  ],
  begin() {
    const lines = new Map<string, number[]>();
    let items = 0;
    return {
      see(item) {
        const header = headerOf(item);
        if (header === undefined) return undefined;
        items++;
        const key = lines.has(header) || lines.size < mostHeaders ? header : otherHeader;
        const known = lines.get(key);
        if (known) known.push(item.line);
        else lines.set(key, [item.line]);
        return undefined;
      },
      *end() {
        const [most, known] = [...lines].reduce((a, b) => (b[1].length > a[1].length ? b : a), ['', []]);
        if (known.length * 2 <= items) return;
        const others = `${known.length} of ${items} items here have ${most === '' ? 'none' : quoted(most)}`;
        for (const [header, places] of lines) {
          if (header === most) continue;
          for (const line of places) yield { line, detail: `${inWords(header)}; ${others}.` };
        }
      },
    };
  },
};

const otherHeader = '\0';

function inWords(header: string): string {
  if (header === '') return 'There is no header over the choices';
  return header === otherHeader ? 'The header is a rare one' : `The header is ${quoted(header)}`;
}

/** @returns '' when there is none; undefined when the choices were not read from the text */
function headerOf({ text, stem, choices }: LintedItem): string | undefined {
  const [first] = choices;
  if (stem === undefined || stem === text || !first?.letter) return undefined;
  if (text.startsWith(`\n${usual}\n (${first.letter})`, text.indexOf(`\n${usual}\n`))) return usual;
  choiceMark.lastIndex = 0;
  const mark = choiceMark.exec(text);
  choiceMark.lastIndex = 0;
  if (!mark) return undefined;
  // The stem begins where the text does, but for a prefix that is left out of it.
  const above = text.slice(0, mark.index).trimStart();
  const own = above.replace(/^Question:\s*/, '');
  return own.slice(stem.length).trim().slice(0, longestHeader);
}
