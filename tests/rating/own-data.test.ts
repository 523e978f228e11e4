import { paths } from '../../server/paths';
import { messageRater } from '../../server/quality/message-raters';
import { ownData } from '../../server/rating/own-data/own-data';
import { recordConsent } from '../../server/studies/telling/consent-store';
import { claim, hiddenFields, openStudy, rate } from './rater-at-work';
import { paperAnswers } from '../studies/small-study';
import { engines } from '../support/engines';
import { openHouse, type House } from '../support/house';

interface Item {
  study: string;
  behavior: string;
  item: { text: string; choices: string[] };
  givenAt: string;
  skip?: { reason: string; comment: string | null };
  revisions: {
    revision: number;
    submittedAt: string;
    comment: string | null;
    answers: { question: string; wording: string; value: string; answer: string }[];
  }[];
}

interface Data {
  account: Record<string, unknown>;
  participations: Record<string, unknown>[];
  messages: Record<string, unknown>[];
  contentOptOuts: string[];
  consents: Record<string, unknown>[];
  payments?: unknown;
  items: Item[];
}

describe.each(engines)('the copy of one’s own data on %s', (engine) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(engine);
  });
  afterEach(() => house.close());

  it('holds everything the rater did, in the words the rater saw, and nothing of anybody else', async () => {
    const { context, cast } = house;
    const study = await openStudy(house, 4, {
      plan: { overlap: 2, name: 'A "quoted" study' },
      raters: ['ada', 'ben'],
    });
    const ada = await house.signedIn('ada');
    const first = await claim(ada, study.id);
    const second = await rate(ada, first);
    const sent = { ...(await hiddenFields(ada, first)), ...paperAnswers, relevance: '1', comment: 'Hm' };
    await ada.post(first).type('form').send(sent).expect(303);
    const skip = second.replace('/rating', '/skip');
    await ada.post(skip).type('form').send({ reason: 'upsetting', comment: 'Too much' }).expect(303);
    const ben = await house.signedIn('ben');
    const own = await claim(ben, study.id);
    const secret = { ...(await hiddenFields(ben, own)), ...paperAnswers, comment: 'of Ben' };
    await ben.post(own).type('form').send(secret).expect(303);
    const about = { studyId: study.id, actorId: cast.dana.id };
    await messageRater(context, { ...about, raterId: cast.ada.id, text: 'Hello, Ada.' });
    await messageRater(context, { ...about, raterId: cast.ben.id, text: 'Hello, Ben.' });

    const textId = context.newId();
    await context.db.run(
      `INSERT INTO study_texts (id, study_id, kind, version, content, created_at) VALUES (?, ?, 'consent', 1, 'Agreed.', 0)`,
      textId,
      study.id,
    );
    await recordConsent(context.db, {
      ...{ raterId: cast.ada.id, textId, decision: 'accepted' as const },
      decidedAt: context.now(),
    });

    const response = await ada.get(paths.accountData()).expect(200);
    expect(response.get('Content-Disposition')).toContain('assay-my-data.json');
    expect(response.text).not.toMatch(/of Ben|Hello, Ben|label_?index|labelConfidence|gold/i);
    const data = JSON.parse(response.text) as Data;
    expect(data.account).toMatchObject({ username: 'ada', createdAt: '2026-03-02T09:00:00.000Z' });
    expect(data.participations).toEqual([
      expect.objectContaining({ study: 'A "quoted" study', rated: 1, joinedAt: '2026-03-02T09:00:00.000Z' }),
    ]);
    expect(data.consents).toEqual([
      {
        ...{ study: 'A "quoted" study', version: 1, text: 'Agreed.', decision: 'accepted' },
        decidedAt: '2026-03-02T09:00:00.000Z',
      },
    ]);
    expect(data.messages).toEqual([
      expect.objectContaining({ text: 'Hello, Ada.', readAt: null, reply: null }),
    ]);
    // One rated twice, one skipped, one held.
    expect(data.items.map(({ revisions, skip: skipped }) => [revisions.length, skipped?.reason])).toEqual(
      expect.arrayContaining([
        [2, undefined],
        [0, 'upsetting'],
        [0, undefined],
      ]),
    );
    expect(data.items).toHaveLength(3);
    const rated = data.items.find(({ revisions }) => revisions.length === 2)!;
    expect(rated.revisions.map(({ comment }) => comment)).toEqual([null, 'Hm']);
    expect(
      rated.revisions.map(({ answers }) => answers.find(({ question }) => question === 'relevance')),
    ).toEqual([
      {
        question: 'relevance',
        wording: expect.stringContaining('How well') as string,
        value: '4',
        answer: 'Well',
      },
      {
        ...{ question: 'relevance', wording: expect.stringContaining('How well') as string },
        ...{ value: '1', answer: 'Not at all' },
      },
    ]);
  });

  it('is well formed when there is nothing, and takes what other parts keep', async () => {
    const ada = await house.signedIn('ada');
    const empty = JSON.parse((await ada.get(paths.accountData()).expect(200)).text) as Data;
    expect(empty).toMatchObject({
      participations: [],
      messages: [],
      consents: [],
      contentOptOuts: [],
      items: [],
    });
    const { id, username } = house.cast.ada;
    const settings = { textSize: 'normal', shortcuts: true, autoAdvance: false } as const;
    const about = { role: 'rater', pseudonym: 'R-1', language: null, hasSecondFactor: false } as const;
    const user = { id, username, settings, ...about };
    const payments = {
      name: 'payments',
      load: (_db: unknown, raterId: string) => Promise.resolve([raterId]),
    };
    let text = '';
    for await (const part of ownData(house.context.db, user, [payments])) text += part;
    expect((JSON.parse(text) as Data).payments).toEqual([id]);
  });

  it('is for raters alone, and each gets their own', async () => {
    await house.visitor().get(paths.accountData()).expect(303);
    await (await house.signedIn('dana')).get(paths.accountData()).expect(403);
  });
});
