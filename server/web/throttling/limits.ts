/** How often something may be done before whoever does it has to wait. */
export interface Limit {
  readonly name: string;
  /** Who is counted. */
  readonly by: string;
  readonly points: number;
  /** From the first one counted; 0 where nothing ends the count by itself. */
  readonly seconds: number;
  /** What is counted, and what is not. */
  readonly counts: string;
  /** Every time it is used up within a day, the next count goes on for twice as long, up to so many seconds. */
  readonly doublesUpTo?: number;
  /** The setting that holds another number of points. */
  readonly setting?: 'ratingsPerMinute';
}

const minute = 60;
const hour = 60 * minute;

/** Every limit there is. A new one is a line here; docs are made from it. */
export const limits = [
  {
    name: 'sign-in to account',
    by: 'account and network (IPv4 /24, IPv6 /64)',
    points: 10,
    seconds: 15 * minute,
    doublesUpTo: hour,
    counts: 'wrong passwords from browsers that the account has not signed in with before',
  },
  {
    name: 'sign-in stop of account',
    by: 'account',
    points: 100,
    seconds: 0,
    counts:
      'the same in a row, from anywhere; until somebody gets in from such a browser, by a link, or an administrator opens the account again',
  },
  {
    name: 'sign-in from address',
    by: 'address (IPv6 /56)',
    points: 100,
    seconds: hour,
    counts: 'wrong passwords for whatever account, but not from browsers known to it',
  },
  {
    name: 'sign-in from known browser',
    by: 'account and browser that has signed in with it before, or session',
    points: 10,
    seconds: 15 * minute,
    doublesUpTo: hour,
    counts: 'wrong passwords',
  },
  {
    name: 'sign-in stop of known browsers',
    by: 'account',
    points: 100,
    seconds: 0,
    counts:
      'the same in a row, from all such browsers and sessions; until a right one, a link or an administrator',
  },
  {
    name: 'sign-in by link',
    by: 'address (IPv6 /56)',
    points: 30,
    seconds: hour,
    counts: 'personal links that do not work',
  },
  {
    name: 'join from address',
    by: 'address (IPv6 /56)',
    points: 100,
    seconds: hour,
    counts: 'usernames by an invite that are taken',
  },
  {
    name: 'access links from address',
    by: 'address (IPv6 /56)',
    points: 100,
    seconds: hour,
    counts: 'uses of an administrator’s link',
  },
  {
    name: 'codes of account',
    by: 'account',
    points: 10,
    seconds: 15 * minute,
    counts: 'wrong codes of a second factor, from wherever',
  },
  {
    name: 'panel opened from address',
    by: 'address (IPv6 /56)',
    points: 1000,
    seconds: hour,
    counts: 'arrivals from a panel',
  },
  {
    name: 'panel start from address',
    by: 'address (IPv6 /56)',
    points: 100,
    seconds: hour,
    counts: 'starts and codes of a panel that did not work',
  },
  {
    name: 'ratings of a rater',
    by: 'rater',
    points: 60,
    seconds: minute,
    setting: 'ratingsPerMinute',
    counts: 'ratings and changes that were stored',
  },
  // Raters who share an address may all be signed out at once.
  {
    name: 'answers parked from address',
    by: 'address (IPv6 /56)',
    points: 200,
    seconds: hour,
    counts: 'ratings sent by somebody whose sign-in has run out',
  },
  { name: 'replies of a rater', by: 'rater', points: 20, seconds: hour, counts: 'answers to messages' },
  {
    name: 'imports of an account',
    by: 'account',
    points: 300,
    seconds: hour,
    counts: 'files and pasted texts that were sent to be imported',
  },
  {
    name: 'reports of an account',
    by: 'account',
    points: 100,
    seconds: hour,
    counts: 'reports asked for',
  },
  {
    name: 'downloads of an account',
    by: 'account, with all its tokens',
    points: 2000,
    seconds: hour,
    counts: 'files of items, ratings, reports, findings and own data',
  },
  {
    name: 'tokens from address',
    by: 'address (IPv6 /56)',
    points: 100,
    seconds: hour,
    counts: 'API tokens that do not work',
  },
] as const satisfies readonly Limit[];

export type LimitName = (typeof limits)[number]['name'];

/** @throws Error for a name that is not in the list, which types rule out */
export function limitNamed(name: LimitName): Limit {
  const found = limits.find((limit) => limit.name === name);
  if (!found) throw new Error(`There is no limit "${name}".`);
  return found;
}
