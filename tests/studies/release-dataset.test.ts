import type { Context } from '../../server/context';
import { createInvite } from '../../server/accounts/invites/create-invite';
import { excludeRater } from '../../server/quality/exclude-rater';
import { claimNext } from '../../server/rating/claim-assignment';
import { skipItem } from '../../server/rating/skipping/skip-item';
import { submitRating } from '../../server/rating/submit-rating';
import { releaseDataset } from '../../server/studies/release-dataset';
import { listStudiesOfDataset } from '../../server/studies/release-store';
import { listStudies } from '../../server/studies/study-store';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';
import { makeDataset, makeRaters, makeStudy, paperAnswers } from './small-study';

describe.each(engines)('taking a dataset out of its studies on %s', (engine) => {
  let house: House;
  let context: Context;
  let datasetId: string;
  beforeEach(async () => {
    house = await openHouse(engine);
    context = house.context;
    datasetId = await makeDataset(context);
  });
  afterEach(() => house.close());

  const release = () =>
    context.db.transaction((tx) => releaseDataset(tx, context, { datasetId, actorId: house.cast.dana.id }));

  const claim = async (studyId: string, raterId: string): Promise<string> =>
    (await claimNext(context, { studyId, raterId }))!;

  it('removes studies nobody has rated in, with claims and invites, and leaves other studies alone', async () => {
    await makeDataset(context, { slug: 'another' });
    const study = await makeStudy(context, { datasets: ['likes-tests'], name: 'Drawn' });
    const other = await makeStudy(context, { datasets: ['another'], name: 'Other' });
    const [raterId] = await makeRaters(context, study.id, 1);
    await claim(study.id, raterId!);
    await createInvite(context, { studyId: study.id, maxUses: 1, days: 1, actorId: null });
    expect(await listStudiesOfDataset(context.db, datasetId)).toEqual([
      { id: study.id, name: 'Drawn', ratings: 0 },
    ]);
    await release();
    expect((await listStudies(context.db)).map(({ id }) => id)).toEqual([other.id]);
    expect(await listStudiesOfDataset(context.db, datasetId)).toEqual([]);
    expect(await context.db.all('SELECT id FROM invites')).toEqual([]);
    const removed = "SELECT actor_id, object_id FROM audit_events WHERE action = 'study removed'";
    expect(await context.db.all(removed)).toEqual([{ actor_id: house.cast.dana.id, object_id: study.id }]);
    await context.db.run('DELETE FROM datasets WHERE id = ?', datasetId);
  });

  it('removes with a study what raters have skipped in it, and who is excluded', async () => {
    const study = await makeStudy(context);
    const [raterId = ''] = await makeRaters(context, study.id, 1);
    const assignmentId = await claim(study.id, raterId);
    await skipItem(context, { raterId, assignmentId, reason: 'other', comment: null });
    const excluded = { studyId: study.id, raterId, reason: 'x', actorId: house.cast.dana.id };
    await excludeRater(context, excluded);
    await release();
    expect(await listStudies(context.db)).toEqual([]);
    expect(await context.db.all('SELECT assignment_id FROM skips')).toEqual([]);
    expect(await context.db.all('SELECT rater_id FROM exclusions')).toEqual([]);
  });

  it('takes an answer that waits to be confirmed for a rating', async () => {
    const study = await makeStudy(context, { name: 'With an answer' });
    const [raterId = ''] = await makeRaters(context, study.id, 1);
    const assignmentId = await claim(study.id, raterId);
    await context.db.run(
      `INSERT INTO parked_ratings (assignment_id, submission_id, base_revision, answers, parked_at, expires_at)
       VALUES (?, 'x', 0, '{}', 0, 1)`,
      assignmentId,
    );
    await expect(release()).rejects.toMatchObject({ status: 409 });
    expect(await listStudiesOfDataset(context.db, datasetId)).toMatchObject([{ ratings: 1 }]);
  });

  it('refuses from the first rating on, naming the study, and then removes none of them', async () => {
    const rated = await makeStudy(context, { name: 'With a rating' });
    await makeStudy(context, { name: 'Without' });
    const [raterId] = await makeRaters(context, rated.id, 1);
    const assignmentId = await claim(rated.id, raterId!);
    const submission = {
      submissionId: context.newId(),
      baseRevision: 0,
      answers: paperAnswers,
      comment: null,
    };
    await submitRating(context, { ...submission, assignmentId, raterId: raterId! });
    await expect(release()).rejects.toMatchObject({
      status: 409,
      message: 'The study "With a rating" has ratings of this dataset or of others in it.',
    });
    expect(await listStudies(context.db)).toHaveLength(2);
    const counts = (await listStudiesOfDataset(context.db, datasetId)).map(({ name, ratings }) => [
      name,
      ratings,
    ]);
    expect(counts.sort()).toEqual([
      ['With a rating', 1],
      ['Without', 0],
    ]);
  });
});
