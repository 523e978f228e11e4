import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { longestUsername } from '../../server/accounts/account-form';
import { longestPassword, shortestPassword } from '../../server/accounts/password';
import { longestBehavior } from '../../server/datasets/dataset-form';
import { longestTag, mostTags } from '../../server/datasets/describing/tags';
import { readLimits } from '../../server/datasets/reading/read-limits';
import { longestPaste } from '../../server/datasets/wizard/file/pasted-text';
import { longestWords } from '../../server/pay/ledger/ledger-forms';
import { commentLimit } from '../../server/rating/comment';
import { longestMessage } from '../../server/rating/messages/message-form';
import { longestLink } from '../../server/studies/panels/return-link';
import { longestText } from '../../server/studies/telling/telling-form';
import { formLimits } from '../../server/web/requests/form-body';
import { raterLimits, shortLimits } from '../../server/web/sessions/session-limits';
import { limits } from '../../server/web/throttling/limits';
import { fieldBytes, uploadLimits } from '../../server/web/upload';
import { projectFolder, readSource } from '../support/source-tree';

const { text } = readSource('docs/security.md');
const hour = 60 * 60 * 1000;

function bytes(count: number): string {
  const [mebibytes, kibibytes] = [count / 1024 ** 2, count / 1024];
  if (Number.isInteger(mebibytes)) return `${mebibytes.toLocaleString('en-US')} MiB`;
  return Number.isInteger(kibibytes) ? `${kibibytes} KiB` : `${count.toLocaleString('en-US')} bytes`;
}

function characters(count: number): string {
  return `${count.toLocaleString('en-US')} characters`;
}

/** What is taken at most, in the words of the docs. */
const sizes: readonly (readonly [string, string])[] = [
  ['a form', `${bytes(formLimits.bytes)}, ${formLimits.fields.toLocaleString('en-US')} fields`],
  ['a form with a file', `${uploadLimits.fields} fields of ${bytes(fieldBytes)}; the file: UPLOAD_LIMIT_MIB`],
  ['pasted text', bytes(longestPaste)],
  ['a record of a file', `${bytes(readLimits.recordBytes)}, nested ${readLimits.depth} deep`],
  ['a table', `${readLimits.columns.toLocaleString('en-US')} columns`],
  [
    'a packed file, unpacked',
    `${bytes(readLimits.unpackedBytes)}; beyond ${bytes(readLimits.unpackedFreely)} no more than ${readLimits.unpackedTimes} times its size`,
  ],
  ['a username', characters(longestUsername)],
  ['a password', `${shortestPassword} to ${characters(longestPassword)}`],
  ['a behavior', characters(longestBehavior)],
  ['tags of a dataset', `${mostTags} of ${characters(longestTag)}`],
  ['a rater’s comment', characters(commentLimit)],
  ['a message', characters(longestMessage)],
  ['words about pay', characters(longestWords)],
  ['a consent, guidelines', characters(longestText)],
  ['a panel’s way back', characters(longestLink)],
  [
    'a rater’s session',
    `${raterLimits.idle / hour} hours without use, ${raterLimits.absolute / hour / 24} days in all`,
  ],
  [
    'a session of who does not rate',
    `${(shortLimits.idle / hour) * 60} minutes without use, ${shortLimits.absolute / hour} hours in all`,
  ],
];

function lasting(seconds: number): string {
  if (seconds === 0) return 'no end';
  const minutes = seconds / 60;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

/** How often something may be tried, in the words of the docs. */
const tries = limits.map((limit) => {
  const { name, by, points, seconds, counts } = limit;
  const doubles = 'doublesUpTo' in limit ? `, doubling up to ${lasting(limit.doublesUpTo)}` : '';
  const setting = 'setting' in limit ? ' (RATINGS_PER_MINUTE)' : '';
  return [name, by, `${points.toLocaleString('en-US')}${setting}`, `${lasting(seconds)}${doubles}`, counts];
});

it('says in docs/security.md the limits that the code has', () => {
  const [, part = ''] = text.split('<!-- throttles -->');
  const [table = ''] = part.split('## ASVS');
  const rows = [...table.matchAll(/^\|(.+)\|$/gm)].map(([, cells = '']) =>
    cells.split(' | ').map((cell) => cell.trim()),
  );
  expect(rows.slice(2)).toEqual(tries);
});

it('says in docs/security.md the sizes that the code has', () => {
  const [, part = ''] = text.split('<!-- sizes -->');
  const [table = ''] = part.split('<!-- throttles -->');
  const rows = [...table.matchAll(/^\|([^|]+)\|([^|]+)\|$/gm)].map(([, what = '', most = '']) => [
    what.trim(),
    most.trim(),
  ]);
  expect(rows.slice(2)).toEqual(sizes);
});

it('names only tests that exist, by file and title', () => {
  const named = [...text.matchAll(/`(tests\/[\w/.-]+\.test\.ts)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(
    ([, file = '', titles = '']) =>
      [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
  );
  expect(named.length).toBeGreaterThan(80);
  const missing = named.filter(({ file, title }) => {
    const path = join(projectFolder, file);
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(title);
  });
  expect(missing).toEqual([]);
  // No test is named in another way, which nothing would check.
  expect(text.match(/tests\/[\w/.-]+\.test\.ts/g)).toHaveLength(named.length);
});

it('has a row for each line it promises to answer, and none without a word about it', () => {
  const rows = [...text.matchAll(/^\|(.+)\|$/gm)].map(([, cells = '']) =>
    cells.split(' | ').map((cell) => cell.trim()),
  );
  const lines = rows.filter(([id = '']) => /^(\d+\.|12$|CVE-|GHSA-)/.test(id));
  expect(lines.length).toBeGreaterThanOrEqual(80);
  expect(lines.filter((cells) => cells.length !== 3 || cells.includes(''))).toEqual([]);
});

it('ships a proxy configuration that serves no files itself', () => {
  const nginx = readSource('docs/deploy/nginx.conf').text.replace(/#.*$/gm, '');
  expect(nginx).not.toMatch(/\b(alias|root|autoindex|try_files)\b/);
  expect(nginx).toMatch(/proxy_set_header X-Forwarded-For \$remote_addr;/);
  expect(readSource('docs/operations.md').text).toContain('deploy/nginx.conf');
});
