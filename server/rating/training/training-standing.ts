import type { TrainingPlace, TrainingRun } from './run-store';
import type { TrainingSettings } from './training-store';

/** How a rater stands with the training of a study. `last` is the try that has just been finished. */
export type TrainingStanding =
  | { readonly state: 'not needed' }
  | { readonly state: 'not begun' }
  | { readonly state: 'begun'; readonly run: TrainingRun }
  | { readonly state: 'passed'; readonly last: TrainingRun | undefined }
  | { readonly state: 'may try again'; readonly last: TrainingRun }
  | { readonly state: 'must wait'; readonly last: TrainingRun; readonly until: number }
  | { readonly state: 'failed'; readonly last: TrainingRun };

/** Tries of earlier rounds count no more; the rules of another try are those of the newest version. */
export function trainingStanding(
  { training, round }: TrainingPlace,
  allRuns: readonly TrainingRun[],
  { tries, delayMinutes, now }: Pick<TrainingSettings, 'tries' | 'delayMinutes'> & { readonly now: number },
): TrainingStanding {
  const runs = allRuns.filter((run) => run.round === round);
  const last = runs.at(-1);
  if (training === 'not needed') return { state: 'not needed' };
  if (training === 'passed') return { state: 'passed', last };
  if (!last) return { state: 'not begun' };
  if (last.finishedAt === null) return { state: 'begun', run: last };
  if (runs.length >= tries) return { state: 'failed', last };
  const until = last.finishedAt + delayMinutes * 60_000;
  return until > now ? { state: 'must wait', last, until } : { state: 'may try again', last };
}
