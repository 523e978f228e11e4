import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../server/statistics/seeded-random';
import type { Engine } from '../support/engines';
import { chooseWeighted } from './choose';
import { createShiftedClock, type ShiftedClock } from './clock';
import { faults } from './faults';
import { checkInvariants } from './invariants/check-invariants';
import { createModel } from './model';
import type { Places } from './places/place';
import { openPlaces } from './places/open-places';
import { lastingPort } from './ports';
import { prepareStudy, type PreparedStudy, type StudySize } from './prepare-study';
import type { Outcome } from './print-outcome';
import { startProxy } from './proxy';
import { createCrowd, type Crowd } from './raters/crowd';
import { operations } from './raters/operations';
import { serverUnderTest } from './server-under-test';
import { count, createTally, sum, type Tally } from './tally';
import type { World } from './world';

export interface StormOptions extends StudySize {
  readonly engine: Engine;
  readonly seed: string;
  /** How long the server is disturbed; what comes after takes its own time. */
  readonly minutes: number;
  /** The program of the server: dist/index.js, unless a changed one is to be caught. */
  readonly program: string;
  /** Told of every round when it is over. */
  readonly onRound?: (round: number, tally: Tally) => void;
}

export interface StormOutcome extends Outcome {
  readonly rounds: number;
}

/** What does not change from round to round. */
interface Run {
  readonly options: StormOptions;
  readonly places: Places;
  readonly study: PreparedStudy;
  readonly folder: string;
  readonly clock: ShiftedClock;
  readonly ports: { readonly server: number; readonly proxy: number };
  readonly tally: Tally;
  readonly deadline: number;
}

/** Milliseconds after which raters try again: less than the server may be frozen. */
const patience = 4000;
/** Kills after which a round ends with a quiet time, in which everything must come to its end. */
const killsPerRound = 40;

/**
 * Lets raters rate while the server is killed and hindered in every way we know, one round after another, each on a
 * fresh database, and compares with what they were told. Ends at the first violation.
 */
export async function runStorm(options: StormOptions): Promise<StormOutcome> {
  const begun = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const places = await openPlaces(options.engine, folder);
  const tally = createTally();
  try {
    const study = await prepareStudy({ databaseUrl: places.templateUrl, dataFolder: folder }, options);
    const ports = { server: await lastingPort(), proxy: await lastingPort() };
    const deadline = performance.now() + options.minutes * 60_000;
    const clock = createShiftedClock(folder);
    const run = { options, places, study, folder, clock, ports, tally, deadline };
    let rounds = 0;
    let keptIn: string | undefined;
    do {
      keptIn = await runRound(run, ++rounds);
      options.onRound?.(rounds, tally);
    } while (performance.now() < deadline && tally.violations.length === 0);
    const seconds = Math.round((performance.now() - begun) / 1000);
    const { seed, engine } = options;
    return { seed, engine, tally, rounds, seconds, leftOut: places.leftOut, keptIn };
  } finally {
    await places.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runRound(run: Run, round: number): Promise<string | undefined> {
  const { options, places, study, folder, clock, ports, tally } = run;
  const random = seededRandom(`${options.seed} round ${round}`);
  const place = await places.copy(round);
  const model = createModel(tally.violations);
  const env = { DATABASE_URL: place.databaseUrl, DATA_FOLDER: folder, ...clock.env };
  const program = [...clock.argv, options.program];
  const server = serverUnderTest({ program, port: ports.server, env, tally });
  const proxy = await startProxy({ port: ports.proxy, serverPort: ports.server }, random);
  const crowd = createCrowd({
    ...{ study, model, tally, patience },
    seed: `${options.seed} round ${round}`,
    urls: [proxy.url],
    isServerUp: () => server.isUp,
  });
  try {
    const world = { random, place, study, server, proxy, clock, model, tally };
    await disturb(run, world, crowd);
    if (tally.violations.length === 0) await calmDown(world, crowd);
  } catch (error) {
    tally.violations.push(`Round ${round} ended: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    crowd.close();
    server.mayEnd = true;
    await server.stop();
    await proxy.close();
  }
  const keptIn = tally.violations.length > 0 ? mkdtempSync(join(tmpdir(), 'crash-kept-')) : undefined;
  await place.clear(keptIn && join(keptIn, `round-${round}`));
  return keptIn;
}

async function disturb({ deadline }: Run, world: World, crowd: Crowd): Promise<void> {
  const { random, server, tally } = world;
  const killsBefore = sum(tally.kills);
  await server.up();
  const stop = crowd.begin(operations);
  const possible = faults.filter(({ isPossible }) => isPossible?.(world) !== false);
  while (performance.now() < deadline && sum(tally.kills) - killsBefore < killsPerRound) {
    const fault = chooseWeighted(random, possible);
    await fault.run(world);
    count(tally.faults, fault.name);
    await server.up();
    server.mayEnd = false;
    await checkInvariants(world, 'on the way');
    if (tally.violations.length > 0) break;
  }
  await stop();
}

async function calmDown(world: World, crowd: Crowd): Promise<void> {
  const { proxy, clock, server } = world;
  proxy.loss = 0;
  proxy.duplication = 0;
  clock.shift(0);
  await server.up();
  await crowd.finish();
  await checkInvariants(world, 'at the end');
}
