import { setTimeout } from 'node:timers/promises';
import { chooseWeighted, rather } from '../choose';
import type { Model } from '../model';
import { count, type Tally } from '../tally';
import type { Browser } from './browser';

/** Somebody who rates over HTTP. */
export interface Rater {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly studyId: string;
  readonly browser: Browser;
  readonly random: () => number;
  readonly model: Model;
  readonly tally: Tally;
  readonly isServerUp: () => boolean;
  /** Aborted when the raters are to stop, wherever they are. */
  readonly stopping: AbortSignal;
  /** Pages of items rated, to come back to. */
  readonly rated: string[];
  /** Where the last answer led. */
  next?: string | undefined;
}

/** Something raters do. A new one is a file beside the others and a line in `operations/index.ts`. */
export interface Operation {
  readonly name: string;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  readonly run: (rater: Rater) => Promise<void>;
}

/** Milliseconds a rater thinks at most between two operations. */
const longestThought = 150;

/** Does one thing after another until the raters are stopped. */
export async function actAsRater(rater: Rater, operations: readonly Operation[]): Promise<void> {
  await unlessStopped(rater, async () => {
    for (;;) {
      const { name, run } = chooseWeighted(rater.random, operations);
      await run(rater);
      count(rater.tally.operations, name);
      await setTimeout(rather(rater.random, 0, longestThought), undefined, { signal: rater.stopping });
    }
  });
}

/** Ends quietly when the raters are stopped; whatever else ends it is a fault. */
export async function unlessStopped(rater: Rater, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!rater.stopping.aborted)
      rater.model.violations.push(`${rater.username} had to stop: ${String(error)}`);
  }
}
