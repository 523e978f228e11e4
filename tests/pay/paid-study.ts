import { changeTerms } from '../../server/pay/terms/change-terms';
import type { TermsChoice } from '../../server/pay/terms/terms-form';
import { paths } from '../../server/paths';
import type { Study } from '../../server/studies/study-store';
import { claim, openStudy, rate, type StudySetting } from '../rating/rater-at-work';
import type { Agent, House } from '../support/house';

/** 12 cents an item, a floor of 9 dollars. */
export const centsByItem: TermsChoice = {
  rate: 'item',
  amount: 12,
  currency: 'USD',
  estimatedSeconds: 40,
  floorPerHour: 900,
  idleSeconds: 300,
  trainingAmount: null,
  screenOutAmount: 0,
};
export const dollarsByHour: TermsChoice = { ...centsByItem, rate: 'hour', amount: 1200 };

/** What the form of an administrator sends for the terms by item. */
export const termsFields = {
  rate: 'item',
  currency: 'USD',
  amount: '0.12',
  estimatedSeconds: '40',
  floorPerHour: '9.00',
  idleSeconds: '300',
  training: 'same',
  trainingAmount: '',
  screenOutAmount: '0',
};

/** A study that pays, with a rater or more. */
export async function openPaidStudy(
  house: House,
  items: number,
  { choice = centsByItem, ...setting }: StudySetting & { choice?: TermsChoice } = {},
): Promise<Study> {
  const study = await openStudy(house, items, setting);
  await setTerms(house, study.id, choice);
  return study;
}

export function setTerms(house: House, studyId: string, choice: TermsChoice): ReturnType<typeof changeTerms> {
  house.clock.advance(1);
  return changeTerms(house.context, { studyId, actorId: house.cast.dana.id, choice });
}

/** Rates one item after another, each after so many milliseconds, as long as there are some. @returns their paths */
export async function rateInTimes(
  house: House,
  rater: Agent,
  { studyId, times }: { studyId: string; times: readonly number[] },
): Promise<string[]> {
  const rated: string[] = [];
  for (const time of times) {
    const url = await claim(rater, studyId);
    if (url === paths.workDone(studyId)) break;
    house.clock.advance(time);
    await rate(rater, url);
    rated.push(url);
  }
  return rated;
}
