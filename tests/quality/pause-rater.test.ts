import { paths } from '../../server/paths';
import { pauseRater, resumeRater } from '../../server/quality/pause-rater';
import { claimNext } from '../../server/rating/claim-assignment';
import { claim, openStudy, rate } from '../rating/rater-at-work';
import { engines } from '../support/engines';
import { fieldErrors, mainText, page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';

describe.each(engines)('pausing a rater on %s', (engine) => {
  let house: House;
  let studyId: string;
  let ada: Agent;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    studyId = (await openStudy(house, 3, { raters: ['ada', 'ben'] })).id;
    ada = await house.signedIn('ada');
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const about = () => ({ studyId, raterId: house.cast.ada.id, actorId: house.cast.dana.id });
  const post = (path: string, fields: Record<string, string> = {}) =>
    dana.post(path).type('form').send(fields);
  const shown = async (agent: Agent, path: string) => page((await agent.get(path).expect(200)).text);
  const here = () => paths.studyRater(studyId, house.cast.ada.id);

  it('gives nothing more for now, says why, and lets what is held be rated', async () => {
    const held = await claim(ada, studyId);
    const pauseReason = 'Please read the <b>guidelines</b> again.';
    await post(paths.raterPause(studyId, house.cast.ada.id), { pauseReason }).expect(303);
    expect(await rate(ada, held)).toBe(paths.workDone(studyId));
    expect(mainText(await shown(ada, paths.workDone(studyId)))).toContain(
      'gives you nothing in this study for now',
    );
    const work = await shown(ada, paths.work());
    expect(mainText(work)).toContain(`The reason given: ${pauseReason}`);
    expect(work('main b')).toHaveLength(0);
    expect(work(`form[action="${paths.studyAssignments(studyId)}"]`)).toHaveLength(0);
    expect(await claimNext(house.context, { studyId, raterId: house.cast.ada.id })).toBeUndefined();
    expect(await claimNext(house.context, { studyId, raterId: house.cast.ben.id })).toBeDefined();
    const admin = mainText(await shown(dana, here()));
    expect(admin).toContain(`Paused2026-03-02 09:00 UTC: ${pauseReason}`);
    expect(mainText(await shown(dana, paths.studyRaters(studyId)))).toContain('ada paused');
  });

  it('is taken back', async () => {
    await pauseRater(house.context, { ...about(), reason: 'x' });
    await post(paths.raterPauseRemoval(studyId, house.cast.ada.id)).expect(303);
    expect(mainText(await shown(ada, paths.work()))).not.toContain('The reason given');
    await rate(ada, await claim(ada, studyId));
  });

  it('keeps the first reason, and is audited once', async () => {
    await pauseRater(house.context, { ...about(), reason: 'first' });
    await pauseRater(house.context, { ...about(), reason: 'second' });
    expect(mainText(await shown(ada, paths.work()))).toContain('first');
    await resumeRater(house.context, about());
    await resumeRater(house.context, about());
    const events = await house.context.db.all<{ action: string }>(
      "SELECT action FROM audit_events WHERE action IN ('rater paused', 'rater resumed') ORDER BY action",
    );
    expect(events.map(({ action }) => action)).toEqual(['rater paused', 'rater resumed']);
  });

  it('wants a reason, of a rater who is there, from an administrator', async () => {
    const path = paths.raterPause(studyId, house.cast.ada.id);
    const refused = page((await post(path, { pauseReason: ' ' }).expect(422)).text);
    expect(Object.keys(fieldErrors(refused))).toEqual(['pauseReason']);
    await post(path, { pauseReason: 'x', other: 'y' }).expect(400);
    await post(paths.raterPause(studyId, house.cast.cai.id), { pauseReason: 'x' }).expect(404);
    await post(paths.raterPauseRemoval(studyId, house.cast.cai.id)).expect(404);
    await ada.post(path).type('form').send({ pauseReason: 'x' }).expect(403);
    await ada.post(paths.raterPauseRemoval(studyId, house.cast.ada.id)).type('form').send({}).expect(403);
  });
});
