import { setTimeout } from 'node:timers/promises';
import { paths } from '../../server/paths';
import type { LightVisitor, Reply } from './keep-alive';
import { readForm } from './rate-form';

/** A visitor who rates: where the next page is, and how answers are chosen. */
export interface Rater {
  readonly visitor: LightVisitor;
  readonly random: () => number;
  location: string;
}

/** What raters met; times in milliseconds. */
export interface Met {
  readonly pages: number[];
  readonly submissions: number[];
  readonly failures: string[];
}

/** Everybody rates one item after another without a pause until it is over or nothing is left. */
export async function rateUntil(raters: readonly Rater[], isOver: (met: Met) => boolean): Promise<Met> {
  const met: Met = { pages: [], submissions: [], failures: [] };
  await Promise.all(raters.map((rater) => rateOn(rater, met, () => isOver(met))));
  return met;
}

async function rateOn(rater: Rater, met: Met, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const page = await rater.visitor.get(rater.location);
    if (!(await answer(rater, page, met))) return;
  }
}

/** Sends a page's form. @returns whether there is something to go on with */
async function answer(rater: Rater, page: Reply, met: Met, late = 0): Promise<boolean> {
  const form = readForm(page.body, rater.random);
  if (!isRight(page, 200, met) || form.action === paths.signOut()) return false;
  const saved = await rater.visitor.post(form.action, form.filled);
  if (!isRight(saved, 303, met)) return false;
  rater.location = saved.location;
  if (form.asks) {
    met.pages.push(page.milliseconds);
    met.submissions.push(saved.milliseconds + late);
  }
  return true;
}

function isRight({ status }: Reply, wanted: number, met: Met): boolean {
  if (status !== wanted) met.failures.push(`${status} instead of ${wanted}`);
  return status === wanted;
}

/** Everybody saves a rating at fixed times, whether or not the server keeps up: who has to wait waits from then on. */
export async function rateAtPace(
  raters: readonly Rater[],
  { seconds, every }: { seconds: number; every: number },
): Promise<Met> {
  const met: Met = { pages: [], submissions: [], failures: [] };
  const start = performance.now();
  const pace = async (rater: Rater, index: number): Promise<void> => {
    const offset = (index / raters.length) * every * 1000;
    await setTimeout(offset);
    let page = await rater.visitor.get(rater.location);
    for (let due = start + offset + every * 1000; due < start + seconds * 1000; due += every * 1000) {
      const late = Math.max(0, performance.now() - due);
      await setTimeout(Math.max(0, due - performance.now()));
      if (!(await answer(rater, page, met, late))) return;
      page = await rater.visitor.get(rater.location);
    }
  };
  await Promise.all(raters.map(pace));
  return met;
}
