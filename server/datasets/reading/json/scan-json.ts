import { readToken, type JsonFault, type Token } from './read-token';

/** What `JSON.parse` does not tell. Characters are counted from 0. */
export interface JsonScan {
  /** Why it is not JSON, and where; what follows was not looked at. */
  readonly fault?: JsonFault;
  /** How many brackets stand within each other at most; the scan ends at the first beyond its limit. */
  readonly depth: number;
  /** Names that an object has twice, each once. */
  readonly repeated: readonly string[];
  /** Numbers that a computer would round or lose. */
  readonly bigNumbers: readonly BigNumber[];
}

export interface BigNumber {
  readonly start: number;
  readonly end: number;
  /** The field it is the value of, or in the value of. */
  readonly name: string;
}

/** What may come next: inside of an object a name, `:`, a value, `,` or `}`. */
type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or }' | ', or ]' | 'nothing';

interface Scanning {
  readonly text: string;
  readonly maxDepth: number;
  expected: Expected;
  /** The names in each open object so far; null for a list. */
  readonly open: (Set<string> | null)[];
  depth: number;
  topName: string;
  readonly repeated: Set<string>;
  readonly bigNumbers: BigNumber[];
}

/**
 * Goes through a JSON text once, without recursion. It is asked where `JSON.parse` failed, or where what came of it
 * may not be what the text says; its words do not depend on the version of Node.
 */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const scanning: Scanning = {
    text,
    maxDepth,
    expected: 'value',
    open: [],
    depth: 0,
    topName: '',
    repeated: new Set(),
    bigNumbers: [],
  };
  const fault = scan(scanning);
  const { depth, repeated, bigNumbers } = scanning;
  return { ...(fault && { fault }), depth, repeated: [...repeated], bigNumbers };
}

function scan(scanning: Scanning): JsonFault | undefined {
  for (let at = 0; ;) {
    const token = readToken(scanning.text, at);
    if ('reason' in token) return token;
    if (token.kind === 'end' && scanning.expected === 'nothing') return undefined;
    const reason = accept(scanning, token);
    if (reason !== undefined) return { at: token.start, reason, isCutOff: token.kind === 'end' };
    if (scanning.depth > scanning.maxDepth) return undefined;
    at = token.end;
  }
}

/** @returns what is wrong with this token at this place */
function accept(scanning: Scanning, token: Token): string | undefined {
  const { expected } = scanning;
  const takesValue = expected === 'value' || expected === 'value or ]';
  switch (token.kind) {
    case '{':
    case '[':
      return takesValue ? openBracket(scanning, token.kind) : unexpected(expected, token);
    case '}':
      return expected === ', or }' || expected === 'name or }'
        ? closeBracket(scanning)
        : unexpected(expected, token);
    case ']':
      return expected === ', or ]' || expected === 'value or ]'
        ? closeBracket(scanning)
        : unexpected(expected, token);
    case ',':
      if (expected === ', or }') scanning.expected = 'name';
      else if (expected === ', or ]') scanning.expected = 'value';
      else return unexpected(expected, token);
      return undefined;
    case ':':
      if (expected !== ':') return unexpected(expected, token);
      scanning.expected = 'value';
      return undefined;
    case 'text':
      if (expected === 'name' || expected === 'name or }') return takeName(scanning, token);
      return takesValue ? takeValue(scanning) : unexpected(expected, token);
    case 'number':
      if (takesValue && isBig(scanning.text.slice(token.start, token.end))) {
        scanning.bigNumbers.push({ start: token.start, end: token.end, name: scanning.topName });
      }
      return takesValue ? takeValue(scanning) : unexpected(expected, token);
    case 'word':
      return takesValue ? takeValue(scanning) : unexpected(expected, token);
    case 'end':
      return 'it ends too early: a closing quote or bracket is missing';
  }
}

function openBracket(scanning: Scanning, bracket: '{' | '['): undefined {
  scanning.open.push(bracket === '{' ? new Set() : null);
  scanning.depth = Math.max(scanning.depth, scanning.open.length);
  scanning.expected = bracket === '{' ? 'name or }' : 'value or ]';
}

function closeBracket(scanning: Scanning): undefined {
  scanning.open.pop();
  takeValue(scanning);
}

function takeName(scanning: Scanning, { start, end }: Token): undefined {
  const name = JSON.parse(scanning.text.slice(start, end)) as string;
  const names = scanning.open.at(-1);
  if (names?.has(name)) scanning.repeated.add(name);
  names?.add(name);
  if (scanning.open.length === 1) scanning.topName = name;
  scanning.expected = ':';
}

function takeValue(scanning: Scanning): undefined {
  const names = scanning.open.at(-1);
  scanning.expected = names === undefined ? 'nothing' : names === null ? ', or ]' : ', or }';
}

/** Whole numbers beyond 2^53 are rounded; what is beyond the largest double is lost. */
function isBig(digits: string): boolean {
  const number = Number(digits);
  return !Number.isFinite(number) || (Math.abs(number) > Number.MAX_SAFE_INTEGER && /^-?\d+$/.test(digits));
}

const missing: Readonly<Record<Expected, string>> = {
  value: 'a value is missing',
  'value or ]': 'a value or ] is missing',
  name: 'a field name in double quotes is missing',
  'name or }': 'a field name in double quotes is missing',
  ':': 'a colon is missing',
  ', or }': 'a comma or } is missing',
  ', or ]': 'a comma or ] is missing',
  nothing: 'more follows after the end',
};

function unexpected(expected: Expected, { kind }: Token): string {
  if (expected === 'name' && kind === '}') return 'a comma stands before the closing }';
  if (expected === 'value' && kind === ']') return 'a comma stands before the closing ]';
  return missing[expected];
}
