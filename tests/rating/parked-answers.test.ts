import { paths } from '../../server/paths';
import { parkedLimit, sweepParked } from '../../server/rating/parking/park-answer';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { mainText, page } from '../support/html';
import { paperAnswers } from '../studies/small-study';
import { assignmentOf, claim, hiddenFields, openStudy, rate, revisionsOf } from './rater-at-work';

const keptWords = 'It is kept for 24 hours: sign in, and you are asked whether to save it.';

describe.each(engines)('F12: an answer sent after the sign-in ran out, on %s', (engine) => {
  let house: House;
  let ada: Agent;
  let url: string;
  let sent: Record<string, string>;
  beforeAll(async () => {
    house = await openHouse(engine);
  });
  afterAll(() => house.close());
  // A study of its own for each test, an item of it open in Ada's browser, and then her session is gone.
  beforeEach(async () => {
    await house.context.db.run('DELETE FROM parked_ratings');
    await house.context.db.run('DELETE FROM throttles');
    ada = await house.signedIn('ada');
    url = await claim(ada, (await openStudy(house, 3, { raters: ['ada', 'ben'] })).id);
    sent = { ...(await hiddenFields(ada, url)), ...paperAnswers, comment: 'typed with care', flag: 'typo' };
    await house.context.db.run('DELETE FROM sessions');
  });

  const post = (at = url, fields: object = sent, agent = ada) => agent.post(at).type('form').send(fields);
  const signIn = async (agent: Agent, name: 'ada' | 'ben' | 'dana', next = ''): Promise<string> => {
    const { username, password } = house.cast[name];
    const fields = { username, password, ...(next ? { next } : {}) };
    const response = await agent.post(paths.signIn()).type('form').send(fields).expect(303);
    return String(response.get('Location'));
  };
  const rows = () =>
    house.context.db.all<{ assignment_id: string; comment: string; parked_at: number; expires_at: number }>(
      'SELECT * FROM parked_ratings',
    );
  const saving = (): string => paths.parkedRating(assignmentOf(url));
  const discarding = (): string => paths.parkedRemoval(assignmentOf(url));

  it('is kept for a day, and the sign-in page says so', async () => {
    const response = await post().expect(303);
    const location = String(response.get('Location'));
    expect(location).toContain(paths.signIn());
    const $ = page((await ada.get(location)).text);
    expect(mainText($)).toContain(keptWords);
    expect($('input[name=next]').val()).toBe(url);
    const now = house.clock.now();
    expect(await rows()).toEqual([
      {
        assignment_id: assignmentOf(url),
        submission_id: sent.submissionId,
        base_revision: 0,
        answers: JSON.stringify(paperAnswers),
        comment: 'typed with care',
        flag: 'typo',
        parked_at: now,
        expires_at: now + 24 * 60 * 60 * 1000,
      },
    ]);
    expect(await revisionsOf(house, url)).toEqual([]);
  });

  it('is shown to its rater after signing in, and saved when the rater says so', async () => {
    await post().expect(303);
    expect(await signIn(ada, 'ada', url)).toBe(paths.parked());
    const $ = page((await ada.get(paths.parked()).expect(200)).text);
    expect($('h1').text()).toBe('Save your answer?');
    expect(mainText($)).toMatch(/Statement \d.*Well.*Yes.*No.*Problem with the item\s?Typo.*typed with care/);
    expect(await revisionsOf(house, url)).toEqual([]);
    const saved = await ada.post(saving()).type('form').send({}).expect(303);
    expect(saved.get('Location')).toMatch(/^\/assignments\//);
    expect(saved.get('Location')).not.toBe(url);
    expect(await revisionsOf(house, url)).toMatchObject([{ comment: 'typed with care', flag: 'typo' }]);
    expect(await rows()).toEqual([]);
    const next = page((await ada.get(String(saved.get('Location')))).text);
    expect(mainText(next, 'body')).toContain('Your answer is saved.');
  });

  it('is saved once by 20 requests at once', async () => {
    await post().expect(303);
    await signIn(ada, 'ada');
    await Promise.all(Array.from({ length: 20 }, () => ada.post(saving()).type('form').send({}).expect(303)));
    expect(await revisionsOf(house, url)).toHaveLength(1);
    expect(await rows()).toEqual([]);
    // Later still, nothing waits any more.
    expect((await ada.post(saving()).type('form').send({}).expect(303)).get('Location')).toBe(paths.parked());
  });

  it('is harmless when it was stored before: an answer whose reply was lost', async () => {
    await signIn(ada, 'ada');
    await post().expect(303);
    await house.context.db.run('DELETE FROM sessions');
    await post().expect(303);
    await signIn(ada, 'ada');
    await ada.post(saving()).type('form').send({}).expect(303);
    expect(await revisionsOf(house, url)).toHaveLength(1);
    expect(await rows()).toEqual([]);
  });

  it('is thrown away when the rater says so', async () => {
    await post().expect(303);
    house.clock.advance(1000);
    await signIn(ada, 'ada');
    const response = await ada.post(discarding()).type('form').send({}).expect(303);
    expect(response.get('Location')).toBe(paths.work());
    await ada.post(discarding()).type('form').send({}).expect(303);
    expect(await rows()).toEqual([]);
    expect(await revisionsOf(house, url)).toEqual([]);
    const events = await house.context.db.all(
      'SELECT action, actor_id FROM audit_events WHERE object_id = ? ORDER BY id',
      assignmentOf(url),
    );
    expect(events).toEqual([
      { action: 'answer parked', actor_id: null },
      { action: 'parked answer discarded', actor_id: house.cast.ada.id },
    ]);
  });

  it('is not seen, inherited or heard of by whoever signs in next', async () => {
    await post().expect(303);
    for (const name of ['ben', 'dana'] as const) {
      const shared = house.visitor();
      expect(await signIn(shared, name)).toBe(paths.home());
      const seen = [await shared.get(paths.parked()), await shared.get(paths.work()), await shared.get(url)];
      for (const { text } of seen) expect(text).not.toMatch(/typed with care|not saved yet/);
      const refused = name === 'ben' ? 404 : 403;
      await shared.post(saving()).type('form').send({}).expect(refused);
      await shared.post(discarding()).type('form').send({}).expect(refused);
    }
    expect(await rows()).toHaveLength(1);
    expect(await signIn(ada, 'ada')).toBe(paths.parked());
  });

  it('waits on the rater’s work page too, wherever the rater has signed in', async () => {
    const elsewhere = await house.signedIn('ada');
    await post().expect(303);
    const $ = page((await elsewhere.get(paths.work())).text);
    expect($(`main a[href="${paths.parked()}"]`)).toHaveLength(1);
  });

  it('gives way to a later one of the same item', async () => {
    await post().expect(303);
    house.clock.advance(1000);
    await post(url, { ...sent, comment: 'second thoughts' }).expect(303);
    expect(await rows()).toMatchObject([{ comment: 'second thoughts', parked_at: house.clock.now() }]);
  });

  it('leads to both answers when the item was rated otherwise meanwhile, and goes on waiting', async () => {
    await post().expect(303);
    await signIn(ada, 'ada');
    await rate(ada, url, { ...paperAnswers, label: '1' });
    const $ = page((await ada.post(saving()).type('form').send({}).expect(409)).text);
    expect(mainText($)).toMatch(/What you sent.*typed with care.*What is stored/);
    expect(await rows()).toHaveLength(1);
    expect(await revisionsOf(house, url)).toHaveLength(1);
  });

  it('goes on waiting when the study is locked, and says so', async () => {
    await signIn(ada, 'ada');
    await rate(ada, url, { ...paperAnswers, label: '1' });
    const edited = { ...sent, ...(await hiddenFields(ada, url)) };
    await house.context.db.run('DELETE FROM sessions');
    await post(url, edited).expect(303);
    await house.context.db.run('UPDATE studies SET locked_at = 1');
    await signIn(ada, 'ada');
    const $ = page((await ada.post(saving()).type('form').send({}).expect(409)).text);
    expect(mainText($)).toContain('This study is locked');
    expect(await rows()).toHaveLength(1);
    await house.context.db.run('UPDATE studies SET locked_at = NULL');
  });

  it('leads from one to the next when several wait', async () => {
    await post().expect(303);
    await signIn(ada, 'ada');
    const other = await claim(ada, (await openStudy(house, 1)).id);
    const otherSent = { ...(await hiddenFields(ada, other)), ...paperAnswers };
    await house.context.db.run('DELETE FROM sessions');
    house.clock.advance(1);
    await post(other, otherSent).expect(303);
    await signIn(ada, 'ada');
    const $ = page((await ada.get(paths.parked())).text);
    expect($('.history > li')).toHaveLength(2);
    const names = $('form button')
      .map((_, button) => $(button).text())
      .get();
    expect(new Set(names).size).toBe(names.length);
    expect((await ada.post(saving()).type('form').send({})).get('Location')).toBe(paths.parked());
    const last = await ada
      .post(paths.parkedRemoval(assignmentOf(other)))
      .type('form')
      .send({});
    expect(last.get('Location')).toBe(paths.work());
  });

  it('is gone after a day, from pages at once and from the database with the next one kept', async () => {
    await post().expect(303);
    house.clock.advance(parkedLimit);
    expect(await signIn(ada, 'ada')).toBe(paths.home());
    const $ = page((await ada.get(paths.parked())).text);
    expect(mainText($)).toContain('No answers are waiting.');
    await ada.post(saving()).type('form').send({}).expect(303);
    expect(await revisionsOf(house, url)).toEqual([]);
    expect(await rows()).toHaveLength(1);
    await post(paths.rating(house.context.newId()), sent, house.visitor()).expect(303);
    expect(await rows()).toEqual([]);
  });

  it('is swept when its day has passed, and not before', async () => {
    await post().expect(303);
    house.clock.advance(parkedLimit - 1);
    await sweepParked(house.context);
    expect(await rows()).toHaveLength(1);
    house.clock.advance(1);
    await sweepParked(house.context);
    expect(await rows()).toEqual([]);
  });

  describe('is not kept, and nothing tells why,', () => {
    const plainAnswer = async (at: string, fields: object): Promise<void> => {
      const response = await post(at, fields).expect(303);
      expect(response.get('Location')).toBe(`${paths.signIn()}?next=%2F&unsaved=yes`);
      const $ = page((await ada.get(String(response.get('Location')))).text);
      expect(mainText($)).toContain('what you just sent was not saved');
      expect(mainText($)).not.toContain(keptWords);
      expect(await rows()).toEqual([]);
    };

    it('when the assignment is made up, free, or no id', async () => {
      await plainAnswer(paths.rating(house.context.newId()), sent);
      await plainAnswer('/assignments/nothing/rating', sent);
      const free = await house.context.db.get<{ id: string }>(
        `SELECT id FROM assignments WHERE state = 'free'`,
      );
      await plainAnswer(paths.rating(free?.id ?? ''), sent);
    });

    it.each([
      ['an answer is missing', { label: undefined }],
      ['an answer is none of the question’s', { label: '7' }],
      ['a field is not the form’s', { is_gold: '1' }],
      ['the submission id is none', { submissionId: 'x' }],
      ['the comment is too long', { comment: 'x'.repeat(501) }],
      ['the flag is none', { flag: 'boring' }],
    ])('when %s', async (_what, change) => {
      await plainAnswer(url, { ...sent, ...change });
    });

    it('when too many come from one address', async () => {
      await post(paths.rating(house.context.newId())).expect(303);
      await house.context.db.run('UPDATE throttles SET points = 199');
      expect((await post().expect(303)).get('Location')).toContain('kept=yes');
      await house.context.db.run('DELETE FROM parked_ratings');
      await plainAnswer(url, sent);
      house.clock.advance(60 * 60 * 1000);
      expect((await post().expect(303)).get('Location')).toContain('kept=yes');
    });

    it('when another site sends it, or a page that is nobody’s', async () => {
      for (const site of ['cross-site', 'same-site']) {
        await post().set('Sec-Fetch-Site', site).expect(403);
      }
      expect(await rows()).toEqual([]);
    });

    it('when it is larger than a form may be', async () => {
      await post(url, { ...sent, comment: 'x'.repeat(101 * 1024) }).expect(413);
      expect(await rows()).toEqual([]);
    });
  });

  it('leaves the page to nobody who is no rater, and takes no fields', async () => {
    await house.visitor().get(paths.parked()).expect(303);
    await house.visitor().post(saving()).type('form').send({}).expect(303);
    await signIn(ada, 'ada');
    await ada.post(saving()).type('form').send({ label: '1' }).expect(400);
    await ada.post(discarding()).type('form').send({ label: '1' }).expect(400);
    const dana = await house.signedIn('dana');
    await dana.get(paths.parked()).expect(403);
  });
});
