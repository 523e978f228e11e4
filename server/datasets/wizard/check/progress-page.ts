import type { Job } from '../../../jobs/job';
import { paths } from '../../../paths';
import { duration, plural } from '../../../web/format';
import type { ImportRun } from '../../import-store';
import { fileSize } from '../file-size';
import { wizardSteps } from '../wizard-steps';

/** Seconds between reloads of the page where no script follows the work. */
const reloadSeconds = 3;
/** Milliseconds of work before its pace says anything. */
const paceKnownAfter = 1000;

export interface WorkUnderWay {
  readonly run: ImportRun;
  /** The job that does it; undefined in the moment between two. */
  readonly job: Job | undefined;
  readonly now: number;
  /** Whether the page may reload by itself. */
  readonly mayReload: boolean;
}

/** The locals of the page that shows how far a check or an import is. */
export function progressPage({ run, job, now, mayReload }: WorkUnderWay) {
  const isCheck = run.state === 'checking';
  const percent = percentOf(job);
  return {
    title: `${percent}% – ${isCheck ? 'Checking' : 'Importing'} ${run.fileName}`,
    reloadSeconds: mayReload ? reloadSeconds : undefined,
    importId: run.id,
    fileName: run.fileName,
    isCheck,
    steps: wizardSteps(isCheck ? 'Check' : 'Import', run),
    percent,
    words: wordsOf(job, { now, isCheck }),
    isCancelled: job !== undefined && job.cancelRequestedAt !== null,
    stillHref: `${paths.import(run.id)}?reload=off`,
    hereHref: paths.import(run.id),
  };
}

function percentOf(job: Job | undefined): number {
  if (!job?.total) return 0;
  // The end is reached when the page moves on.
  return Math.min(99, Math.floor((job.done / job.total) * 100));
}

function wordsOf(job: Job | undefined, { now, isCheck }: { now: number; isCheck: boolean }): string {
  if (!job?.total || job.state === 'queued') return 'Waiting for its turn.';
  const counted = isCheck ? plural(job.counted, 'record', 'records') : plural(job.counted, 'item', 'items');
  if (job.done >= job.total) {
    return isCheck
      ? `All read, ${counted}. Now they are compared with each other.`
      : `All written, ${counted}.`;
  }
  const read = `${fileSize(job.done)} of ${fileSize(job.total)} read, ${counted}`;
  const left = timeLeft(job, now);
  return left === undefined ? `${read}.` : `${read}, about ${duration(left)} left.`;
}

/** Milliseconds, at the pace so far. */
function timeLeft({ done, total, startedAt }: Job, now: number): number | undefined {
  const elapsed = startedAt === null ? 0 : now - startedAt;
  if (total === null || done === 0 || elapsed < paceKnownAfter) return undefined;
  return (elapsed / done) * (total - done);
}
