import { setTimeout } from 'node:timers/promises';
import { hostname } from 'node:os';
import type { Context } from '../../server/context';
import { Conflict, Invalid } from '../../server/errors';
import { enqueueJob, requestCancel } from '../../server/jobs/enqueue-job';
import { createHolder } from '../../server/jobs/holder';
import type { JobDefinition } from '../../server/jobs/job';
import { findLatestJob, findOpenJob, takeJob } from '../../server/jobs/job-store';
import { leaseFor } from '../../server/jobs/run-job';
import { runJobNow, runJobs, startJobRunner } from '../../server/jobs/run-jobs';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';

const name = 'count-sheep';

describe.each(engines)('jobs on %s', (engine) => {
  let house: House;
  let context: Context;
  let done: string[];
  beforeEach(async () => {
    house = await openHouse(engine);
    context = house.context;
    done = [];
  });
  afterEach(() => house.close());

  const job = (run: JobDefinition['run'] = async () => undefined): JobDefinition => ({
    name,
    run: async (given, jobRun) => {
      done.push(jobRun.subjectId);
      await run(given, jobRun);
    },
    ended: async (_context, subjectId, how) => void done.push(`${subjectId} ${how}`),
  });
  const ask = (subjectId: string) => enqueueJob(context.db, context, { name, subjectId });
  const latest = async (subjectId: string) => (await findLatestJob(context.db, subjectId, [name]))!;
  /** Leaves a job in the hands of `holder`, as if that process were running it. */
  const leaveWith = async (holder: string): Promise<void> => {
    const open = await ask('a');
    const now = context.now();
    expect(await takeJob(context.db, open, { holder, now, until: now + leaseFor })).toBe(true);
  };

  it('are run once, in the order they were asked for', async () => {
    await ask('a');
    house.clock.advance(1);
    await ask('b');
    expect(await runJobs(context, [job()])).toBe(2);
    expect(await runJobs(context, [job()])).toBe(0);
    expect(done).toEqual(['a', 'b']);
    expect(await latest('a')).toMatchObject({ state: 'done', attempts: 1, message: null });
  });

  it('are not asked for twice while one is open', async () => {
    const [first, second] = await Promise.all([ask('a'), ask('a')]);
    expect(second.id).toBe(first.id);
    await runJobs(context, [job()]);
    expect((await ask('a')).id).not.toBe(first.id);
  });

  it('are left to processes that know them', async () => {
    await ask('a');
    expect(await runJobs(context, [{ ...job(), name: 'something else' }])).toBe(0);
    expect(await findOpenJob(context.db, name, 'a')).toMatchObject({ state: 'queued' });
  });

  it('go to one of two runners', async () => {
    await ask('a');
    const runs = await Promise.all([runJobs(context, [job()]), runJobs(context, [job()])]);
    expect(runs.reduce((sum, count) => sum + count)).toBe(1);
    expect(done).toEqual(['a']);
  });

  it('tell how far they are', async () => {
    await ask('a');
    const seen: unknown[] = [];
    const slow = job(async (_context, run) => {
      run.progress(30, 100);
      for (let i = 0; i < 50 && seen.length === 0; i++) {
        await setTimeout(100);
        const open = await findOpenJob(context.db, name, 'a');
        if (open?.total) seen.push([open.done, open.total]);
      }
    });
    await runJobs(context, [slow]);
    expect(seen).toEqual([[30, 100]]);
    expect(await latest('a')).toMatchObject({ done: 100, total: 100 });
  });

  it('are tried three times when they fail unexpectedly, with waits between', async () => {
    await ask('a');
    const failing = job(() => Promise.reject(new Error('a secret of the machine')));
    expect(await runJobs(context, [failing])).toBe(1);
    expect(await runJobs(context, [failing])).toBe(0);
    house.clock.advance(1000);
    expect(await runJobs(context, [failing])).toBe(1);
    house.clock.advance(9999);
    expect(await runJobs(context, [failing])).toBe(0);
    house.clock.advance(1);
    expect(await runJobs(context, [failing])).toBe(1);
    const { state, message } = await latest('a');
    expect(state).toBe('failed');
    expect(message).toMatch(/^Something went wrong .* under [0-9a-f-]{36}\.$/);
    expect(done).toEqual(['a', 'a', 'a', 'a failed']);
  });

  it('fail at once, with its words, for a reason that will not go away', async () => {
    await ask('a');
    await runJobs(context, [job(() => Promise.reject(new Invalid('No sheep.', 'Buy some.')))]);
    expect(await latest('a')).toMatchObject({ state: 'failed', message: 'No sheep. Buy some.' });
  });

  it('can be cancelled while they run', async () => {
    const { id } = await ask('a');
    const endless = job(async (_context, run) => {
      await requestCancel(context.db, context, id);
      for (;;) {
        run.progress(1, 2);
        await setTimeout(10);
      }
    });
    await runJobs(context, [endless]);
    expect(await latest('a')).toMatchObject({ state: 'cancelled', message: null });
    expect(done).toEqual(['a', 'a cancelled']);
  });

  it('can be cancelled before they run, even while they wait to be tried again', async () => {
    const { id } = await ask('a');
    await runJobs(context, [job(() => Promise.reject(new Error('no')))]);
    await requestCancel(context.db, context, id);
    expect(await runJobs(context, [job()])).toBe(1);
    expect(done).toEqual(['a', 'a cancelled']);
  });

  it('are taken over at once from a process of this host that is gone', async () => {
    await leaveWith(`${hostname()}/4194999/x`);
    expect(await runJobs(context, [job()])).toBe(1);
    expect(await latest('a')).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('are taken over from an earlier process that had the same number', async () => {
    await leaveWith(`${hostname()}/${process.pid}/x`);
    expect(await runJobs(context, [job()])).toBe(1);
  });

  it('are left to a living process, and taken over from another host when the lease has lapsed', async () => {
    const { holder, release } = createHolder(context);
    await leaveWith(holder);
    expect(await runJobs(context, [job()])).toBe(0);
    await expect(runJobNow(context, job(), 'a')).rejects.toThrow(Conflict);
    release();
    expect(await runJobs(context, [job()])).toBe(1);
    await leaveWith('another-host/1/x');
    expect(await runJobs(context, [job()])).toBe(0);
    house.clock.advance(leaseFor + 1);
    expect(await runJobs(context, [job()])).toBe(1);
  });

  it('stop when the lease was lost to somebody else, and leave the end to them', async () => {
    await ask('a');
    const robbed = job(async (_context, run) => {
      const open = (await findOpenJob(context.db, name, 'a'))!;
      await takeJob(context.db, open, { holder: 'other/1/x', now: 0, until: context.now() + leaseFor });
      for (;;) {
        run.progress(1, 2);
        await setTimeout(10);
      }
    });
    await runJobs(context, [robbed]);
    expect(await findOpenJob(context.db, name, 'a')).toMatchObject({ state: 'running', holder: 'other/1/x' });
    expect(done).toEqual(['a']);
  });

  it('are given up when the process dies of them again and again', async () => {
    await ask('a');
    for (let i = 0; i < 10; i++) {
      const open = (await findOpenJob(context.db, name, 'a'))!;
      await takeJob(context.db, open, { holder: `${hostname()}/4194999/x`, now: 0, until: 1 });
    }
    await runJobs(context, [job()]);
    expect(done).toEqual(['a failed']);
  });

  it('go on after a restart: a runner that is stopped gives its job back', async () => {
    await ask('a');
    const endless = job(async (_context, run) => {
      for (;;) {
        run.progress(1, 2);
        await setTimeout(10);
      }
    });
    const runner = startJobRunner(context, [endless]);
    while (done.length === 0) await setTimeout(20);
    await runner.stop();
    expect(await findOpenJob(context.db, name, 'a')).toMatchObject({ state: 'queued', attempts: 0 });
    expect(await runJobs(context, [job()])).toBe(1);
    expect(await latest('a')).toMatchObject({ state: 'done' });
  });

  it('run here and now when the caller waits, and pass on what they throw', async () => {
    const progress: unknown[] = [];
    const counting = job(async (_context, run) => run.progress(5, 10));
    await runJobNow(context, counting, 'a', { onProgress: (...seen) => progress.push(seen) });
    expect(progress).toEqual([[5, 10]]);
    await expect(
      runJobNow(
        context,
        job(() => Promise.reject(new Error('wolf'))),
        'a',
      ),
    ).rejects.toThrow('wolf');
    expect(done).toEqual(['a', 'a', 'a failed']);
    const { id } = await ask('a');
    await requestCancel(context.db, context, id);
    await expect(runJobNow(context, job(), 'a')).rejects.toThrow('Somebody cancelled it.');
  });
});
