import { shown } from '../shown-names';

export interface Token {
  readonly kind: '{' | '}' | '[' | ']' | ':' | ',' | 'text' | 'number' | 'word' | 'end';
  readonly start: number;
  readonly end: number;
}

export interface JsonFault {
  /** Which character, from 0. */
  readonly at: number;
  readonly reason: string;
  /** Whether the text only ends too early. */
  readonly isCutOff: boolean;
}

const blank = /[ \t\n\r]*/y;
const mark = /[{}[\]:,]/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const word = /(?:true|false|null)(?!\w)/y;

/** The token of JSON that comes next, or why there is none. */
export function readToken(json: string, from: number): Token | JsonFault {
  const start = endOf(blank, json, from) ?? from;
  if (start === json.length) return { kind: 'end', start, end: start };
  if (json[start] === '"') return readText(json, start);
  const markEnd = endOf(mark, json, start);
  if (markEnd !== undefined) return { kind: json[start] as Token['kind'], start, end: markEnd };
  const numberEnd = endOf(number, json, start);
  if (numberEnd !== undefined) return { kind: 'number', start, end: numberEnd };
  const wordEnd = endOf(word, json, start);
  if (wordEnd !== undefined) return { kind: 'word', start, end: wordEnd };
  return faultAt(json, start);
}

function endOf(pattern: RegExp, json: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(json) ? pattern.lastIndex : undefined;
}

/** What is not to stand in a text: controls, quotes and backslashes. */
const special = /[^ !#-[\]-\uffff]/g;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** From special character to special character: one pattern for a whole text would need a stack as long as the text. */
function readText(json: string, start: number): Token | JsonFault {
  for (let at = start + 1; ;) {
    special.lastIndex = at;
    if (!special.test(json)) {
      return { at: start, reason: 'a text starts that has no closing quote', isCutOff: true };
    }
    const found = special.lastIndex - 1;
    if (json[found] === '"') return { kind: 'text', start, end: found + 1 };
    if (json[found] !== '\\') {
      const character = shown(json[found]!);
      const reason = `a text has ${called[character] ?? 'a control character'} in it, to be written as ${character}`;
      return { at: found, reason, isCutOff: false };
    }
    const end = endOf(escape, json, found);
    if (end === undefined) {
      const isCutOff =
        /^\\(u[\da-fA-F]{0,3})?$/.test(json.slice(found, found + 6)) && json.length < found + 6;
      return {
        at: found,
        reason: `${shown(json.slice(found, found + 2))} is not an escape of JSON`,
        isCutOff,
      };
    }
    at = end;
  }
}

const called: Readonly<Record<string, string>> = {
  '\\n': 'a line end',
  '\\r': 'a carriage return',
  '\\t': 'a tab',
};

const foreign = /[-+.\w]+/y;
const ourWords = ['true', 'false', 'null'];

function faultAt(json: string, at: number): JsonFault {
  const end = endOf(foreign, json, at);
  if (end === undefined) return { at, reason: reasonFor(json[at]!), isCutOff: false };
  const found = json.slice(at, Math.min(end, at + 20));
  const isCutOff =
    end === json.length && (/^-?[\d.eE+-]*$/.test(found) || ourWords.some((own) => own.startsWith(found)));
  const isNumber = /^[-+.]?\d/.test(found);
  const reason = isNumber
    ? `${found} is not a number as JSON writes it`
    : `${found} is not a value of JSON, which knows texts in double quotes, numbers, true, false and null`;
  return { at, reason, isCutOff };
}

function reasonFor(character: string): string {
  if (character === "'") return 'texts stand in double quotes, not in single ones';
  if (character === '/' || character === '#') return 'a comment stands here, and JSON has none';
  return `${shown(character)} cannot stand here`;
}
