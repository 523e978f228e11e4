import { findDatasetBySlug } from '../../../server/datasets/dataset-store';
import { paths } from '../../../server/paths';
import { joinStudy } from '../../../server/studies/join-study';
import { studyUses } from '../../../server/studies/study-uses-store';
import { makeDataset, makeStudy, paperAnswers } from '../../studies/small-study';
import { reportOf } from '../../reports/texts';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { mainText, page } from '../../support/html';

describe.each(engines)('a behavior edited after a study was made, on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let ada: Agent;
  let datasetId: string;
  let old: string;
  let newer: string;
  let assignment: string;

  const edit = async (behavior: string): Promise<void> => {
    const $ = page((await dana.get(paths.dataset(datasetId)).expect(200)).text);
    const form = $(`form[action="${paths.datasetBehavior(datasetId)}"]`);
    const fields = form.serializeArray().map(({ name, value }) => [name, value]);
    const typed = { ...(Object.fromEntries(fields) as Record<string, string>), behavior };
    await dana.post(paths.datasetBehavior(datasetId)).type('form').send(typed).expect(303);
  };
  const open = async (agent: Agent, studyId: string): Promise<string> => {
    const { headers } = await agent.post(paths.studyAssignments(studyId)).type('form').send({}).expect(303);
    return headers.location as string;
  };

  beforeAll(async () => {
    house = await openHouse(engine);
    const { context, cast } = house;
    dana = await house.signedIn('dana');
    ada = await house.signedIn('ada');
    datasetId = await makeDataset(context);
    old = (await makeStudy(context, { name: 'Old' })).id;
    const join = (studyId: string) =>
      context.db.transaction((tx) => joinStudy(tx, context, { studyId, raterId: cast.ada.id }));
    await join(old);
    assignment = await open(ada, old);
    house.clock.advance(60_000);
    await edit('dislikes tests');
    newer = (await makeStudy(context, { name: 'New' })).id;
    await join(newer);
  });
  afterAll(() => house.close());

  it('is the dataset’s new one, confirmed by whoever saved it', async () => {
    expect(await findDatasetBySlug(house.context.db, 'likes-tests')).toMatchObject({
      behavior: 'dislikes tests',
      behaviorVersion: 2,
      behaviorConfirmedBy: house.cast.dana.id,
    });
  });

  it('leaves the sentence on the rating page as it was', async () => {
    const text = mainText(page((await ada.get(assignment).expect(200)).text));
    expect(text).toContain('likes tests');
    expect(text).not.toContain('dislikes tests');
  });

  it('leaves report and ratings under the version they were made with', async () => {
    const $ = page((await ada.get(assignment)).text);
    const hidden = Object.fromEntries(
      ['submissionId', 'baseRevision'].map((name) => [name, $(`input[name=${name}]`).attr('value')!]),
    );
    const rating = { ...hidden, ...paperAnswers, comment: '' };
    await ada.post(assignment).type('form').send(rating).expect(303);
    const report = async (studyId: string) => (await reportOf(house.context, studyId)).datasets[0];
    expect(await report(old)).toMatchObject({ behavior: 'likes tests', behaviorVersion: 1 });
    expect(await report(newer)).toMatchObject({ behavior: 'dislikes tests', behaviorVersion: 2 });
    const csv = (await dana.get(paths.ratings(old, 'csv')).expect(200)).text.split('\n');
    expect(csv[0]).toMatch(/^dataset,behaviorVersion,line,/);
    expect(csv[1]).toMatch(/^likes-tests,1,/);
    const facts = mainText(
      page((await dana.get(paths.studyDataset(old, 'likes-tests')).expect(200)).text),
      'dl',
    );
    expect(facts).toContain('Someone who likes tests');
    expect(facts).toContain('Behavior version1');
  });

  it('stands beside the older one, each with its studies', async () => {
    const { text } = await dana.get(paths.datasetBehaviors(datasetId)).expect(200);
    const $ = page(text);
    const sections = $('main section')
      .toArray()
      .map((section) => $(section).text().replace(/\s+/g, ' ').trim());
    expect(sections).toEqual([
      'Version 2 Someone who dislikes tests Polarity: as named. Set by dana, 2026-03-02 09:01 UTC Studies that use it: New',
      expect.stringMatching(/^Version 1 Someone who likes tests .* Studies that use it: Old$/),
    ]);
    expect($(`a[href="${paths.study(old)}"]`).text()).toBe('Old');
  });

  it('is told by the studies, the newest first', async () => {
    const { db } = house.context;
    expect(await studyUses.listStudyUses(db, datasetId)).toEqual([
      { studyId: newer, name: 'New', behaviorVersion: 2 },
      { studyId: old, name: 'Old', behaviorVersion: 1 },
    ]);
    expect(await studyUses.listUsedDatasets(db)).toEqual([datasetId]);
  });

  it('shows its history to admins only, and 404 where there is no dataset', async () => {
    await ada.get(paths.datasetBehaviors(datasetId)).expect(403);
    await dana.get(paths.datasetBehaviors(house.context.newId())).expect(404);
    await house.visitor().get(paths.datasetBehaviors(datasetId)).expect(303);
  });
});
