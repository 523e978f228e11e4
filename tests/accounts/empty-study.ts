import type { Context } from '../../server/context';
import { insertStudy } from '../../server/studies/study-store';
import { nothingTold } from '../../server/studies/telling/telling';

/** A study without items: all that invites need. */
export async function makeEmptyStudy({ db, newId, now }: Context, name = 'Kindness'): Promise<string> {
  const id = newId();
  await insertStudy(db, {
    id,
    name,
    questionSet: 'paper',
    questionSetVersion: 1,
    questions: [],
    labelMode: 'blind',
    overlap: 3,
    perDataset: 10,
    seed: 1,
    raterQuota: null,
    goldShare: 0,
    verifyShare: 0,
    stopping: {},
    createdBy: null,
    createdAt: now(),
    withdrawal: 'keep',
    pausedAt: null,
    closedAt: null,
    lockedAt: null,
    telling: nothingTold,
  });
  return id;
}
