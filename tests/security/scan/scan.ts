import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { endsTheSession, type KnownRequest } from './known-requests';
import { openScannedHouse, scannedAs, startPath, type ScannedHouse, type Scanner } from './scanned-house';
import { sqlmap, wapiti } from './scanners';

interface Options {
  readonly as: Scanner;
  readonly only: string;
  readonly seconds: string;
}

const folder = mkdtempSync(join(tmpdir(), 'assay-scan-'));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What sqlmap has something to put into: an id, a parameter or a field. */
function hasParts({ path, fields }: KnownRequest): boolean {
  return fields.length > 0 || /[0-9a-f]{8}-/.test(path);
}

/** Pages share a house; each form has one of its own, so that what it changes stands in no other's way. */
async function injectEverywhere({ as, only }: Options): Promise<void> {
  const shared = await openScannedHouse(as, () => true);
  const requests = shared.requests.filter((request) => hasParts(request) && request.route.includes(only));
  const totals = { requests: 0, failures: [] as string[], untested: 0, findings: 0 };
  for (const { route, method } of requests) {
    const house = method === 'GET' ? shared : await openScannedHouse(as, () => true);
    const request = house.requests.find((one) => one.route === route)!;
    const said = await sqlmap({ ...house, folder }, request);
    const answers = [...house.answers].sort().map(([status, count]) => `${status}: ${count}`);
    say(`${route}: ${said.join('; ') || 'nothing found'} (answers so far ${answers.join(', ')})`);
    totals.untested += said.filter((line) => line.startsWith('not tested')).length;
    totals.findings += said.filter((line) => !line.startsWith('not tested')).length;
    if (house !== shared) await sum(totals, house);
  }
  await sum(totals, shared);
  say(
    `sqlmap as ${as}: ${requests.length} targets, ${totals.requests} requests; ` +
      `${totals.findings} findings, ${totals.untested} not tested, ${totals.failures.length} answers of 5xx.`,
  );
  // A fault shows as an answer of 5xx also where the scanner makes nothing of it.
  if (totals.findings + totals.failures.length > 0) process.exitCode = 1;
}

async function sum(totals: { requests: number; failures: string[] }, house: ScannedHouse): Promise<void> {
  for (const count of house.answers.values()) totals.requests += count;
  totals.failures.push(...house.failures);
  for (const failure of house.failures) say(`  5xx: ${failure}`);
  await house.close();
}

async function attackEverything({ as, seconds }: Options): Promise<void> {
  for (const alone of [false, true]) {
    const house = await openScannedHouse(as, (request) => endsTheSession(request) === alone);
    const said = await wapiti({ ...house, folder }, startPath, Number(seconds));
    const answers = [...house.answers].sort().map(([status, count]) => `${status}: ${count}`);
    say(
      `wapiti as ${as}, ${alone ? 'what ends sessions' : 'everything else'}; answers ${answers.join(', ')}`,
    );
    for (const line of said) say(`  ${line}`);
    for (const failure of house.failures) say(`  5xx: ${failure}`);
    await house.close();
  }
}

const who = new Option('--as <who>', 'whose session the scanner has')
  .choices(scannedAs)
  .default('signed out');

const program = new Command('scan')
  .description(
    'Lets scanners of Debian loose on a furnished house, on every page and form of the route matrix.',
  )
  .addCommand(
    new Command('sqlmap')
      .addOption(who)
      .option('--only <text>', 'routes with this in them', '')
      .action((options: Options) => injectEverywhere(options)),
  )
  .addCommand(
    new Command('wapiti')
      .addOption(who)
      .option('--seconds <n>', 'for each attack at most', '240')
      .action((options: Options) => attackEverything(options)),
  )
  .parseAsync();
void program.finally(() => rmSync(folder, { recursive: true, force: true }));
