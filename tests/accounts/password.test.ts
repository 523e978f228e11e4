import {
  generatePassword,
  hashPassword,
  passwordFault,
  siteWords,
  unusableHash,
  verifyPassword,
} from '../../server/accounts/password';

const site = siteWords('https://rate.ratings-lab.example:8443');
const commonOnes = 'not made of common passwords';

describe('a new password', () => {
  it.each([
    ['15 characters', 'kbcdwfghzjklqno'],
    ['200 characters', 'kbcdwfghzj'.repeat(20)],
    ['spaces and no digits', 'four words and spaces'],
    ['15 characters outside the basic plane', '😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰'],
  ])('may be %s', (_name, password) => {
    expect(passwordFault(password, 'somebody', site)).toBeUndefined();
  });

  it.each([
    ['is short', 'kbcdwfghzjklqn', 'at least 15 characters'],
    // 15 code points as typed, 14 once composed.
    ['is short in composed form', 'e\u0301bcdefghijklmn', 'at least 15 characters'],
    ['is long', 'abcdefghij'.repeat(20) + 'k', 'at most 200 characters'],
    ['repeats a few characters', 'abababababababab', 'more different characters'],
    ['contains the username', 'I am SomeBody, really', 'does not contain your username'],
    [
      'contains the username in wide letters',
      'I am ｓｏｍｅｂｏｄｙ, really',
      'does not contain your username',
    ],
    ['contains the name of the product', 'this assays my patience', 'the name of this site'],
    ['contains the host name', 'rating at Ratings-Lab, daily', 'the name of this site'],
    ['is a common one', '1qazxsw23edcvfr4', commonOnes],
    ['is a common one twice', 'passwordpassword', commonOnes],
    ['is a common one many times over', 'Dragon!'.repeat(20), commonOnes],
    ['is two common ones', 'Sunshine Butterfly', commonOnes],
    ['is a common one with a year', 'basketball-2026!', commonOnes],
    ['is a common one in disguise', 'P@$$w0rd P@$$w0rd', commonOnes],
    ['is a run of keys', 'qwertzuiopasdfghjkl', commonOnes],
    ['runs back over the keys', 'poiuytrewq0987654321', commonOnes],
    ['runs through the alphabet', 'abcdefghijklmnop', commonOnes],
    ['is a date after a run', 'qwerty 24.12.1999 qwerty', commonOnes],
    ['is digits alone', '314159265358979', commonOnes],
  ])('is refused when it %s', (_name, password, sentence) => {
    expect(passwordFault(password, ' somebody', site)).toContain(sentence);
  });

  it.each([
    'three common words: dragon sunshine basketball',
    'dragon sunshine basketball',
    'P@ssw0rd of my own making',
  ])('may be "%s": who guesses does not get that far', (password) => {
    expect(passwordFault(password, 'somebody', site)).toBeUndefined();
  });

  it('is looked at in no time, however it is made', () => {
    const start = performance.now();
    for (const word of ['a1', 'abcd1234', 'monkeyshadow', 'loveloves'])
      passwordFault(word.repeat(100).slice(0, 200), 'somebody', site);
    for (const word of ['1234qwer', 'lovemonkey'])
      passwordFault(`${word.repeat(8).slice(0, 63)}#é`, 'somebody', site);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('takes its words of the site from the address', () => {
    expect(siteWords('https://rate.ratings-lab.example')).toEqual(['assay', 'rate', 'ratings-lab']);
    expect(siteWords('http://localhost:3000')).toEqual(['assay', 'localhost']);
    expect(siteWords('http://192.168.0.1')).toEqual(['assay']);
  });

  it('may contain a username of one or two letters', () => {
    expect(passwordFault('correct horse battery', 'co', site)).toBeUndefined();
  });
});

describe('a stored password', () => {
  it('is a PHC string of Argon2id with 19 MiB and two passes', async () => {
    expect(await hashPassword('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('counts to its last byte', async () => {
    const start = 'x'.repeat(79);
    const stored = await hashPassword(`${start}a`);
    expect(await verifyPassword(stored, `${start}a`)).toBe(true);
    expect(await verifyPassword(stored, `${start}b`)).toBe(false);
  });

  it('tells upper from lower case, and takes both forms of an accent', async () => {
    const stored = await hashPassword('caf\u00e9 au lait, merci');
    expect(await verifyPassword(stored, 'cafe\u0301 au lait, merci')).toBe(true);
    expect(await verifyPassword(stored, 'Caf\u00e9 au lait, merci')).toBe(false);
  });

  it('is matched by nothing when there is none', async () => {
    expect(await verifyPassword(undefined, '')).toBe(false);
    expect(await verifyPassword(unusableHash, unusableHash)).toBe(false);
    expect(await verifyPassword(unusableHash, '')).toBe(false);
  });

  it('takes about as long to refuse when there is none', async () => {
    const stored = await hashPassword('correct horse battery');
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 15; round++) {
      times.known.push(await timeOf(() => verifyPassword(stored, 'wrong horse battery')));
      times.unknown.push(await timeOf(() => verifyPassword(undefined, 'wrong horse battery')));
    }
    const ratio = median(times.unknown) / median(times.known);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

it('generates 20 letters and digits from the token, all of which a person can tell apart', () => {
  const token = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64url');
  // 0, 7, 14, … 133 modulo 32, as places in 0-9 and a-z without i, l, o, u.
  expect(generatePassword(() => token)).toBe('07enw-3ahrz-6dmv2-9gqy5');
});

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
