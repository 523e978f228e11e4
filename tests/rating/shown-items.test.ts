import { paths } from '../../server/paths';
import { simulateRaters } from '../../server/rating/simulate-raters';
import { paperAnswers } from '../studies/small-study';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { fieldErrors, mainText, page } from '../support/html';
import { assignmentOf, claim, hiddenFields, openStudy, rate } from './rater-at-work';
import { reportOf } from '../reports/texts';

const verdict = { ...paperAnswers, label: 'correct' };
const question = 'gives the answer shown. Is that correct?';
const shownLabel = 'The dataset’s answer: Yes';

describe.each(engines)('the pages of an item that a blind study shows with its label on %s', (engine) => {
  let house: House;
  let ada: Agent;
  let studyId: string;
  beforeEach(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
    const plan = { overlap: 1, verifyShare: 0.5 };
    studyId = (await openStudy(house, 6, { plan, item: { labelIndex: 0 } })).id;
  });
  afterEach(() => house.close());

  const modeOf = async (url: string): Promise<string | undefined> => {
    const row = await house.context.db.get<{ mode: string }>(
      'SELECT si.label_mode AS mode FROM assignments a JOIN study_items si ON si.id = a.study_item_id WHERE a.id = ?',
      assignmentOf(url),
    );
    return row?.mode;
  };
  const shown = async (url: string) => page((await ada.get(url).expect(200)).text);
  const send = async (url: string, answers: object) =>
    ada
      .post(url)
      .type('form')
      .send({ ...(await hiddenFields(ada, url)), ...answers });
  /** Rates until an item of that mode comes. */
  const claimOf = async (mode: string): Promise<string> => {
    let url = await claim(ada, studyId);
    while ((await modeOf(url)) !== mode)
      url = await rate(ada, url, mode === 'verify' ? paperAnswers : verdict);
    return url;
  };

  it('show the label and ask whether it is correct; those of the other items do neither', async () => {
    const seen: Record<string, number> = { blind: 0, verify: 0 };
    let url = await claim(ada, studyId);
    while (url.startsWith('/assignments')) {
      const isShown = (await modeOf(url)) === 'verify';
      const $ = await shown(url);
      const text = mainText($);
      expect([text.includes(shownLabel), text.includes(question)]).toEqual([isShown, isShown]);
      const values = $('input[name=label]')
        .toArray()
        .map((input) => $(input).val());
      // Raters may see the choices last first.
      expect(values.sort()).toEqual(isShown ? ['correct', 'incorrect'] : ['0', '1']);
      seen[isShown ? 'verify' : 'blind']! += 1;
      url = await rate(ada, url, isShown ? verdict : paperAnswers);
    }
    expect(seen).toEqual({ blind: 3, verify: 3 });
    const stored = await house.context.db.all<{ mode: string; value: string; n: number }>(
      `SELECT r.label_mode AS mode, ans.value, COUNT(*) AS n FROM ratings r
       JOIN answers ans ON ans.rating_id = r.id AND ans.question = 'label'
       GROUP BY r.label_mode, ans.value ORDER BY r.label_mode`,
    );
    expect(stored).toEqual([
      { mode: 'blind', value: '0', n: 3 },
      { mode: 'verify', value: 'correct', n: 3 },
    ]);
  });

  it.each([
    ['verify', '0'],
    ['blind', 'correct'],
  ])('take no answer to the question of the other mode: %s, %s', async (mode, label) => {
    const url = await claimOf(mode);
    const response = await send(url, { ...paperAnswers, label });
    expect(response.status).toBe(422);
    expect(Object.keys(fieldErrors(page(response.text)))).toEqual(['label']);
  });

  it('say what was answered in the history, on the page to edit it and beside a newer answer', async () => {
    const url = await claimOf('verify');
    const first = await hiddenFields(ada, url);
    await rate(ada, url, { ...verdict, label: 'incorrect' });
    expect(mainText(await shown(paths.history()))).toContain(`${question}Incorrect`);
    const $ = await shown(url);
    expect(mainText($)).toContain(shownLabel);
    expect($('input[name=label][checked]').val()).toBe('incorrect');
    const edited = await send(url, verdict);
    expect(edited.status).toBe(303);
    const stale = await ada
      .post(url)
      .type('form')
      .send({ ...first, submissionId: house.context.newId(), ...verdict, relevance: '1' });
    expect(stale.status).toBe(409);
    expect(mainText(page(stale.text))).toContain('Correct');
    const modes = await house.context.db.all<{ label_mode: string }>(
      'SELECT label_mode FROM ratings WHERE assignment_id = ?',
      assignmentOf(url),
    );
    expect(modes).toEqual([{ label_mode: 'verify' }, { label_mode: 'verify' }]);
  });

  it('keep an answer that came after the sign-in had run out, in the words of its page', async () => {
    const url = await claimOf('verify');
    const sent = { ...(await hiddenFields(ada, url)), ...verdict };
    await house.context.db.run('DELETE FROM sessions');
    await ada.post(url).type('form').send(sent).expect(303);
    ada = await house.signedIn('ada');
    expect(mainText(await shown(paths.parked()))).toContain(`${question}Correct`);
    await ada
      .post(paths.parkedRating(assignmentOf(url)))
      .type('form')
      .send({})
      .expect(303);
    const saved = await house.context.db.get<{ mode: string }>(
      'SELECT label_mode AS mode FROM ratings WHERE assignment_id = ?',
      assignmentOf(url),
    );
    expect(saved?.mode).toBe('verify');
  });

  it('leave the item to others when it is skipped, in the mode it has', async () => {
    const url = await claimOf('verify');
    const { itemId } = (await house.context.db.get<{ itemId: string }>(
      'SELECT study_item_id AS "itemId" FROM assignments WHERE id = ?',
      assignmentOf(url),
    ))!;
    await ada
      .post(paths.skip(assignmentOf(url)))
      .type('form')
      .send({ reason: 'other' })
      .expect(303);
    const row = await house.context.db.get<{ state: string; mode: string }>(
      `SELECT a.state, si.label_mode AS mode FROM assignments a JOIN study_items si ON si.id = a.study_item_id
       WHERE si.id = ? AND a.state = 'free'`,
      itemId,
    );
    expect(row).toEqual({ state: 'free', mode: 'verify' });
    expect(mainText(await shown(url))).toContain(shownLabel);
  });

  it('are answered by simulated raters, too, and measured', async () => {
    const { context } = house;
    const plan = { overlap: 3, verifyShare: 0.5 };
    const study = await openStudy(house, 40, { plan, raters: [] });
    const raters = [0.9, 0.9, 0.9].map((accuracy, index) => {
      return { username: `synthetic-${index}`, accuracy, habit: 'careful' } as const;
    });
    expect(await simulateRaters(context, { studyId: study.id, raters, seed: 1 })).toEqual({ ratings: 120 });
    const { pooled } = await reportOf(context, study.id);
    expect(pooled).toMatchObject({ completeItems: 20, ratings: 60 });
    expect(pooled.anchoring).toMatchObject({ items: 20, ratings: 60, shown: { n: 20 }, blind: { n: 20 } });
  });
});
