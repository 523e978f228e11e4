import { paths } from '../../server/paths';
import { messageAllRaters } from '../../server/quality/message-raters';
import { removeRater } from '../../server/quality/remove-rater';
import { openStudy } from '../rating/rater-at-work';
import { makeRaters } from '../studies/small-study';
import { engines } from '../support/engines';
import { fieldErrors, mainText, page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';

describe.each(engines)('messages on %s', (engine) => {
  let house: House;
  let studyId: string;
  let ada: Agent;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    const setting = { plan: { name: 'Kindness' }, raters: ['ada', 'ben', 'cai'] as const };
    studyId = (await openStudy(house, 2, setting)).id;
    ada = await house.signedIn('ada');
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const send = (agent: Agent, path: string, fields: Record<string, string> = {}) =>
    agent.post(path).type('form').send(fields);
  const toAda = (text: string) => send(dana, paths.raterMessages(studyId, house.cast.ada.id), { text });
  const inbox = async (agent = ada) => page((await agent.get(paths.messages()).expect(200)).text);
  const ids = async (): Promise<string[]> =>
    (
      await house.context.db.all<{ id: string }>(
        'SELECT id FROM messages WHERE rater_id = ? AND reply_to IS NULL ORDER BY id',
        house.cast.ada.id,
      )
    ).map(({ id }) => id);
  const audited = async (action: string): Promise<string[]> =>
    (
      await house.context.db.all<{ detail: string }>(
        'SELECT detail FROM audit_events WHERE action = ?',
        action,
      )
    ).map(({ detail }) => detail);

  it('are announced to the rater until they are read, which opening the page does not do', async () => {
    expect(mainText(page((await ada.get(paths.work())).text))).not.toContain('new message');
    expect(mainText(await inbox())).toContain('No messages yet.');
    await toAda('Please read <b>slowly</b>.\r\nThank you.').expect(303);
    for (let n = 0; n < 2; n++) {
      expect(mainText(page((await ada.get(paths.work())).text))).toContain('You have a new message.');
      const $ = await inbox();
      expect($('.specimen').text()).toBe('Please read <b>slowly</b>.\nThank you.');
      expect($('main b')).toHaveLength(0);
      expect(mainText($)).toContain('Kindness · 2026-03-02 09:00 UTC · New');
    }
    const [id = ''] = await ids();
    await send(ada, paths.messageReading(id)).expect(303);
    expect(mainText(page((await ada.get(paths.work())).text))).not.toContain('new message');
    expect(mainText(await inbox())).not.toContain('New');
    const seen = mainText(page((await dana.get(paths.studyRaters(studyId))).text));
    expect(seen).toContain('read 2026-03-02 09:00 UTC');
    expect(await audited('message sent')).toEqual([
      JSON.stringify({ study: studyId, rater: house.cast.ada.id }),
    ]);
  });

  it('go to all raters of a study who can read them', async () => {
    await makeRaters(house.context, studyId, 1);
    const about = { studyId, raterId: house.cast.cai.id, actorId: house.cast.dana.id };
    await removeRater(house.context, about);
    const before = mainText(page((await dana.get(paths.studyRaters(studyId))).text));
    expect(before).toContain('Nobody has been written to yet.');
    await send(dana, paths.studyMessages(studyId), { text: 'To all' }).expect(303);
    const $ = page((await dana.get(paths.studyRaters(studyId))).text);
    // Ada and Ben; Cai is taken out, and the fourth is a program.
    expect(mainText($, '.flash')).toBe('The message is sent to 2 raters.');
    expect(mainText(await inbox())).toContain('To all');
    expect(mainText(await inbox(await house.signedIn('ben')))).toContain('To all');
    expect(mainText(await inbox(await house.signedIn('cai')))).toContain('No messages yet.');
    expect(await audited('message sent to all')).toEqual(['{"raters":2}']);
    expect(
      await messageAllRaters(house.context, { ...about, studyId: house.context.newId(), text: 'x' }),
    ).toBe(0);
  });

  it('are answered once, and the answer is shown to administrators', async () => {
    await toAda('How is it going?').expect(303);
    const [id = ''] = await ids();
    await send(ada, paths.messageReplies(id), { text: 'Well, <i>thank you</i>.' }).expect(303);
    await send(ada, paths.messageReplies(id), { text: 'Once more' }).expect(303);
    const $ = await inbox();
    expect(mainText($, '.flash')).toContain('the first answer stands');
    expect(mainText($)).toContain('You answered 2026-03-02 09:00 UTC');
    expect($('textarea')).toHaveLength(0);
    expect(mainText($)).not.toContain('New');
    const shown = page((await dana.get(paths.studyRaters(studyId))).text);
    expect(mainText(shown)).toContain('Answered 2026-03-02 09:00 UTC');
    expect(mainText(shown)).toContain('Well, <i>thank you</i>.');
    expect(shown('main i')).toHaveLength(0);
    expect(mainText(shown)).not.toContain('Once more');
    expect(await audited('message answered')).toHaveLength(1);
  });

  it('of another rater do not exist', async () => {
    await toAda('For Ada').expect(303);
    const [id = ''] = await ids();
    const ben = await house.signedIn('ben');
    for (const path of [paths.messageReading(id), paths.messageReplies(id)]) {
      await send(ben, path, path.endsWith('replies') ? { text: 'x' } : {}).expect(404);
      await send(dana, path, { text: 'x' }).expect(403);
      await send(house.visitor(), path, { text: 'x' }).expect(303);
    }
    await send(ada, paths.messageReading('x')).expect(404);
    await send(ada, paths.messageReading(id), { other: 'x' }).expect(400);
    expect(mainText(await inbox())).toContain('New');
  });

  it('are plain text of 1 to 2000 characters, and what was typed is kept', async () => {
    const long = 'ä'.repeat(2001);
    for (const text of ['', ' \r\n ', long, 'a\u0000b']) {
      const one = page((await toAda(text).expect(422)).text);
      expect(fieldErrors(one)).toEqual({ text: 'Write a message of 1 to 2000 characters.' });
      const all = page((await send(dana, paths.studyMessages(studyId), { text }).expect(422)).text);
      expect(Object.keys(fieldErrors(all))).toEqual(['text']);
      if (text === long)
        expect([one('#text').text().trim(), all('#text').text().trim()]).toEqual([long, long]);
    }
    expect(await ids()).toEqual([]);
    await toAda('🙂'.repeat(2000)).expect(303);
    const [id = ''] = await ids();
    const refused = page((await send(ada, paths.messageReplies(id), { text: long }).expect(422)).text);
    expect(Object.keys(fieldErrors(refused))).toEqual([`text-${id}`]);
    expect(refused(`#text-${id}`).text().trim()).toBe(long);
  });

  it('let a rater answer twenty in an hour', async () => {
    for (let n = 0; n < 21; n++) {
      house.clock.advance(1);
      await toAda(`Message ${n}`).expect(303);
    }
    const all = await ids();
    for (const id of all.slice(0, 20)) await send(ada, paths.messageReplies(id), { text: 'Yes' }).expect(303);
    await send(ada, paths.messageReplies(all[20] ?? ''), { text: 'Yes' }).expect(429);
    house.clock.advance(60 * 60 * 1000);
    await send(ada, paths.messageReplies(all[20] ?? ''), { text: 'Yes' }).expect(303);
  });

  it('are for raters of the study and from administrators', async () => {
    await send(dana, paths.raterMessages(studyId, house.cast.dana.id), { text: 'x' }).expect(404);
    await send(dana, paths.studyMessages(house.context.newId()), { text: 'x' }).expect(404);
    await send(ada, paths.studyMessages(studyId), { text: 'x' }).expect(403);
    await send(ada, paths.raterMessages(studyId, house.cast.ben.id), { text: 'x' }).expect(403);
    await (await house.signedIn('dana')).get(paths.messages()).expect(403);
    await house.visitor().get(paths.messages()).expect(303);
  });
});
