import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../config';

/** Of how many different common passwords a password is still one. */
const mostParts = 2;
const shortestPart = 4;
/** Whoever types more than this out of common passwords has made something of their own. */
const longestLooked = 64;

/** As fingers run over keyboards; each counts backwards, too. */
const runs = [
  ...['1234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...['qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', 'qazwsxedcrfvtgbyhnujmikolp', 'q1w2e3r4t5y6u7i8o9p0'],
].flatMap((run) => [run, [...run].reverse().join('')]);

const lookAlikes: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/**
 * Whether a password is put together from at most two of the passwords that leak most often, however often each is
 * repeated, and from digits, runs of keys and repeated characters: these are tried first by whoever guesses.
 */
export function isCommonPassword(password: string): boolean {
  const folded = password.normalize('NFKC').toLowerCase();
  const plain = folded.replace(/[\p{P}\p{S}\s]/gu, '');
  const unmasked = [...folded].map((one) => lookAlikes[one] ?? one).join('');
  return [plain, unmasked.replace(/[\p{P}\p{S}\s]/gu, '')].some(
    (text) => text !== '' && isPutTogether(unitOf(text)),
  );
}

/** What a text repeats from beginning to end; the text itself when it does not. */
function unitOf(text: string): string {
  const again = (text + text).indexOf(text, 1);
  return text.slice(0, again);
}

function isPutTogether(text: string): boolean {
  if (text.length > longestLooked) return false;
  const dead = new Set<string>();
  const reaches = (start: number, used: readonly string[]): boolean => {
    if (start === text.length) return true;
    const state = [start, ...used].join(' ');
    if (dead.has(state)) return false;
    dead.add(state);
    const free = freeLength(text.slice(start));
    for (let length = 1; length <= free; length++) if (reaches(start + length, used)) return true;
    for (let end = start + shortestPart; end <= text.length; end++) {
      const part = text.slice(start, end);
      const next = used.includes(part) ? used : [...used, part].sort();
      if (next.length <= mostParts && commonParts().has(part) && reaches(end, next)) return true;
    }
    return false;
  };
  return reaches(0, []);
}

/** How many of the first characters say nothing: digits, one character again and again, or a run of keys. */
function freeLength(text: string): number {
  const digits = /^\d*/.exec(text)?.[0].length ?? 0;
  const same = /^(.)\1{2,}/u.exec(text)?.[0].length ?? 0;
  let run = 0;
  for (let length = shortestPart; length <= text.length; length++) {
    if (!runs.some((one) => one.includes(text.slice(0, length)))) break;
    run = length;
  }
  return Math.max(digits, same, run);
}

let parts: ReadonlySet<string> | undefined;

/** Read once, when the first password is chosen. */
function commonParts(): ReadonlySet<string> {
  parts ??= new Set(
    readFileSync(join(projectFolder, 'server/accounts/leaked-passwords/list.txt'), 'utf8').trim().split('\n'),
  );
  return parts;
}
