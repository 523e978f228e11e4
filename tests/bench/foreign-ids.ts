import { Command } from 'commander';
import { openFurnishedHouse } from '../pages/furnished-house';
import { serve, type Served } from '../security/asking';
import { placesIn } from '../security/places';
import { routeMatrix } from '../security/route-matrix';
import { median, print } from './figures';

interface Options {
  readonly samples: number;
}

/** Whether the time of a 404 tells a rater that something is there, though it is another's. */
export function foreignIdsBenchmark(): Command {
  return new Command('foreign-ids')
    .description('how long a rater waits for what is another’s, and for what is not there (SQLite)')
    .option('--samples <number>', 'how often each address is asked', Number, 200)
    .action(({ samples }: Options) => measure(samples));
}

async function measure(samples: number): Promise<void> {
  const house = await openFurnishedHouse();
  const served = await serve(house.app);
  try {
    const cookie = await signIn(served, house.cast.ben);
    const placeOf = await placesIn(house);
    for (const { route, own } of routeMatrix) {
      if (!own || !route.startsWith('GET ')) continue;
      const path = placeOf(route.slice('GET '.length));
      const missing = path.replace(/[0-9a-f]{8}(?=(-[0-9a-f]{4}){3})/, 'ffffffff');
      print(`${route}: ${await compare(served, cookie, { foreign: path, missing, samples })}`);
    }
  } finally {
    served.close();
    await house.close();
  }
}

async function signIn(served: Served, who: { username: string; password: string }): Promise<string> {
  const { username, password } = who;
  const { headers } = await served.ask({
    ...{ method: 'POST', path: '/sign-in', body: new URLSearchParams({ username, password }).toString() },
    headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Asks both in turns, the other one first each time, so that whatever slows the machine slows both. */
async function compare(
  served: Served,
  cookie: string,
  { foreign, missing, samples }: { foreign: string; missing: string; samples: number },
): Promise<string> {
  const times = { foreign: [] as number[], missing: [] as number[] };
  const ask = async (path: string, into: number[]): Promise<void> => {
    const begun = performance.now();
    const { status } = await served.ask({ method: 'GET', path, headers: { Cookie: cookie } });
    into.push(performance.now() - begun);
    if (status !== 404) throw new Error(`${path} was answered with ${status}.`);
  };
  for (let n = -100; n < samples; n++) {
    const pair = [() => ask(foreign, times.foreign), () => ask(missing, times.missing)];
    for (const one of n % 2 === 0 ? pair : pair.reverse()) await one();
  }
  const [here, nowhere] = [times.foreign, times.missing].map((all) => median(all.slice(100))) as [
    number,
    number,
  ];
  const difference = (100 * (here - nowhere)) / nowhere;
  return `${here.toFixed(2)} and ${nowhere.toFixed(2)} ms (medians of ${samples}), ${difference.toFixed(1)}%`;
}
