import { paths } from '../../server/paths';
import { removeRater } from '../../server/quality/remove-rater';
import { skipItem } from '../../server/rating/skipping/skip-item';
import { openStudyAtWork, type StudyAtWork } from '../studies/study-at-work';
import { engines } from '../support/engines';
import type { Agent } from '../support/house';
import { fieldErrors, mainText, page, tableRows } from '../support/html';

describe.each(engines)('the pages about the raters of a study on %s', (engine) => {
  let work: StudyAtWork;
  let dana: Agent;
  let raterId: string;
  beforeEach(async () => {
    work = await openStudyAtWork(engine, { items: 4, raters: 2, plan: { overlap: 1 } });
    [raterId = ''] = work.raters;
    dana = await work.house.signedIn('dana');
  });
  afterEach(() => work.house.close());

  const here = () => paths.studyRater(work.studyId, raterId);
  const show = async (path: string) => page((await dana.get(path).expect(200)).text);
  const post = (path: (studyId: string, raterId: string) => string, form = {}) =>
    dana.post(path(work.studyId, raterId)).type('form').send(form);
  const buttons = ($: ReturnType<typeof page>) =>
    $('main form button')
      .toArray()
      .map((button) => $(button).text());
  const exclusions = () => work.context.db.all('SELECT reason FROM exclusions');

  it('list everybody with what is counted, and lead to each', async () => {
    const skipped = (await work.claim(raterId))!;
    await skipItem(work.context, { raterId, assignmentId: skipped, reason: 'upsetting', comment: null });
    await work.rateMany(raterId, 2);
    await removeRater(work.context, {
      ...{ studyId: work.studyId, raterId: work.raters[1]! },
      actorId: work.house.cast.dana.id,
    });
    const $ = await show(paths.studyRaters(work.studyId));
    const rows = tableRows($, 'Raters by pseudonym');
    expect(rows).toHaveLength(2);
    const busy = rows.find(([, , rated]) => rated === '2')!;
    expect(busy[0]).toMatch(/^\S+ rater-\S+-1, synthetic$/);
    expect(busy.slice(1)).toEqual([
      'active',
      '2',
      '2026-03-02 11:00 UTC',
      // Two items rated and one skipped.
      '33.3% 1 of 3 · It is upsetting: 1',
      '–',
      '1.0 s n = 2',
      '–',
      '–',
      '2026-03-02 09:00 UTC',
    ]);
    expect(rows.find(([, state]) => state === 'removed')).toHaveLength(10);
    expect($(`a[href="${here()}"]`)).toHaveLength(1);
  });

  it('say so when nobody has joined', async () => {
    await work.context.db.run('DELETE FROM participations');
    expect(mainText(await show(paths.studyRaters(work.studyId)))).toContain('Nobody has joined yet.');
  });

  it('take a rater out and let them back in', async () => {
    expect(buttons(await show(here()))).toEqual(['Pause', 'Take out', 'Exclude']);
    const { headers } = await post(paths.raterRemoval).expect(303);
    expect(headers.location).toBe(here());
    const removed = await show(here());
    expect(mainText(removed, '.flash')).toContain('taken out of the study');
    expect(buttons(removed)).toEqual(['Let back in', 'Exclude']);
    await post(paths.raterReadmission).expect(303);
    expect(buttons(await show(here()))).toEqual(['Pause', 'Take out', 'Exclude']);
  });

  it('exclude a rater for a reason that is shown, and take it back', async () => {
    await work.rateMany(raterId, 2);
    expect(mainText(await show(here()))).toContain(
      'Sets all ratings of this rater aside, 2 of which count now.',
    );
    await post(paths.raterExclusion, { reason: ' <b>too fast</b> ' }).expect(303);
    const $ = await show(here());
    expect(mainText($, '.flash')).toContain('2 ratings count no more.');
    expect(buttons($)).toEqual(['Take the exclusion back']);
    expect(mainText($, '.facts')).toContain('<b>too fast</b>');
    expect($('main b')).toHaveLength(0);
    await post(paths.raterExclusionRemoval).expect(303);
    const back = await show(here());
    expect(mainText(back, '.flash')).toContain('2 ratings count again.');
    await post(paths.raterExclusionRemoval).expect(303);
    expect(mainText(await show(here()), '.flash')).toContain('The rater is not excluded.');
  });

  it('want a reason, and keep what was typed', async () => {
    const long = 'x'.repeat(501);
    for (const reason of ['', long]) {
      const $ = page((await post(paths.raterExclusion, { reason }).expect(422)).text);
      expect(Object.keys(fieldErrors($))).toEqual(['reason']);
      expect($('#reason').val()).toBe(reason);
    }
    expect(await exclusions()).toEqual([]);
  });

  it('refuse fields they do not have, whoever is no administrator, and raters who are not there', async () => {
    await post(paths.raterExclusion, { reason: 'x', other: 'y' }).expect(400);
    await post(paths.raterRemoval, { reason: 'x' }).expect(400);
    const actions = [
      ...[paths.raterRemoval, paths.raterReadmission],
      ...[paths.raterExclusion, paths.raterExclusionRemoval],
    ];
    const ada = await work.house.signedIn('ada');
    const send = (agent: Agent, path: string) => agent.post(path).type('form').send({ reason: 'x' });
    const bare = (agent: Agent, path: string) => agent.post(path).type('form').send({});
    for (const action of actions) {
      await send(ada, action(work.studyId, raterId)).expect(403);
      await send(work.house.visitor(), action(work.studyId, raterId)).expect(303);
      const form = action === paths.raterExclusion ? send : bare;
      await form(dana, action(work.studyId, work.house.cast.ada.id)).expect(404);
      await form(dana, action(work.context.newId(), raterId)).expect(404);
      await form(dana, action(work.studyId, 'nobody')).expect(404);
    }
    for (const path of [paths.studyRaters(work.studyId), here()]) {
      await ada.get(path).expect(403);
      await work.house.visitor().get(path).expect(303);
    }
    await dana.get(paths.studyRater(work.studyId, work.house.cast.ada.id)).expect(404);
    await dana.get(paths.studyRaters(work.context.newId())).expect(404);
    expect(await exclusions()).toEqual([]);
    expect((await work.states()).free).toBe(4);
  });

  it('send whoever is excluded another way than letting back in', async () => {
    await post(paths.raterExclusion, { reason: 'x' }).expect(303);
    const { text } = await post(paths.raterReadmission).expect(409);
    expect(mainText(page(text))).toContain('Take the exclusion back instead.');
  });
});
