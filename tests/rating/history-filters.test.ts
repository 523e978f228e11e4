import { paths } from '../../server/paths';
import { claim, hiddenFields, openStudy, rate } from './rater-at-work';
import { paperAnswers } from '../studies/small-study';
import { engines } from '../support/engines';
import { mainText, page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';

describe.each(engines)('the parts of the history on %s', (engine) => {
  let house: House;
  let ada: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
  });
  afterEach(() => house.close());

  const show = async (query = '') => page((await ada.get(`${paths.history()}${query}`).expect(200)).text);
  const cards = ($: ReturnType<typeof page>): number => $('.history > li').length;

  /** Two studies: of one, an item flagged, one skipped and one as usual; of the other, one as usual. */
  async function fill(): Promise<void> {
    const one = await openStudy(house, 4, { plan: { overlap: 1, name: 'One' } });
    // The newest study comes first.
    house.clock.advance(1000);
    const two = await openStudy(house, 4, { plan: { overlap: 1, name: 'Two' } });
    const first = await claim(ada, one.id);
    const sent = { ...(await hiddenFields(ada, first)), ...paperAnswers, flag: 'typo' };
    const second = String((await ada.post(first).type('form').send(sent).expect(303)).get('Location'));
    const skipping = ada.post(second.replace('/rating', '/skip')).type('form');
    const third = String((await skipping.send({ reason: 'other' }).expect(303)).get('Location'));
    await rate(ada, third);
    await rate(ada, await claim(ada, two.id));
  }

  it('are by dataset, problem and skip', async () => {
    await fill();
    expect(cards(await show())).toBe(4);
    const flagged = await show('?show=flagged');
    expect(cards(flagged)).toBe(1);
    expect(mainText(flagged)).toContain('Problem with the item');
    const skipped = await show('?show=skipped');
    expect(cards(skipped)).toBe(1);
    expect(mainText(skipped)).toContain('Why you skipped it');
    const options = flagged('#dataset option').toArray();
    const datasets = options.map(
      (option) => [flagged(option).attr('value'), flagged(option).text()] as const,
    );
    expect(datasets.map(([, text]) => text)).toEqual(['All', 'Two: likes tests', 'One: likes tests']);
    const [, [two], [one]] = datasets as [unknown, readonly [string], readonly [string]];
    expect(cards(await show(`?dataset=${one}`))).toBe(3);
    expect(cards(await show(`?dataset=${two}&show=all`))).toBe(1);
    expect(cards(await show(`?dataset=${one}&show=flagged`))).toBe(1);
    const none = await show(`?dataset=${two}&show=flagged`);
    expect(mainText(none)).toContain('None of your ratings belongs to the part you asked for.');
    expect(none(`#show option[selected]`).attr('value')).toBe('flagged');
    expect(none(`#dataset option[selected]`).attr('value')).toBe(two);
  });

  it('are of the rater’s own, and offer nobody else’s', async () => {
    await fill();
    const other = await openStudy(house, 2, { plan: { name: 'Of Ben' }, raters: ['ben'] });
    const ben = await house.signedIn('ben');
    await rate(ben, await claim(ben, other.id));
    const $ = await show();
    expect(mainText($)).not.toContain('Of Ben');
    const theirs = await house.context.db.get<{ id: string }>(
      'SELECT id FROM study_datasets WHERE study_id = ?',
      other.id,
    );
    expect(cards(await show(`?dataset=${theirs?.id}`))).toBe(0);
    for (const query of ['?show=nothing', '?dataset=x', '?show=<b>']) {
      expect(cards(await show(query))).toBe(4);
    }
  });

  it('offer “can’t tell” where a question has that answer, and find it', async () => {
    await fill();
    expect((await show())('#show option[value=cannot-tell]')).toHaveLength(0);
    const { db } = house.context;
    const row = await db.get<{ id: string; questions: string }>(
      "SELECT id, questions FROM studies WHERE name = 'One'",
    );
    const questions = JSON.parse(row?.questions ?? '[]') as { name: string; choices: unknown }[];
    const changed = questions.map((question) =>
      question.name === 'ambiguity'
        ? {
            ...question,
            choices: [...(question.choices as object[]), { value: 'cannot-tell', text: 'Can’t tell' }],
          }
        : question,
    );
    await db.run('UPDATE studies SET questions = ? WHERE id = ?', JSON.stringify(changed), row?.id ?? '');
    expect((await show())('#show option[value=cannot-tell]')).toHaveLength(1);
    expect(cards(await show('?show=cannot-tell'))).toBe(0);
    await rate(ada, await claim(ada, row?.id ?? ''), { ...paperAnswers, ambiguity: 'cannot-tell' });
    const found = await show('?show=cannot-tell');
    expect(cards(found)).toBe(1);
    expect(mainText(found)).toContain('Can’t tell');

    const dana = await house.signedIn('dana');
    const raters = mainText(page((await dana.get(paths.studyRaters(row?.id ?? ''))).text), 'table');
    // Three items of the study are rated, one of them like this, and one more is skipped.
    expect(raters).toContain('33.3% 1 of 3');
    expect(raters).toContain('25.0% 1 of 4 · Another reason');
  });

  it('stay on the way from page to page', async () => {
    const study = await openStudy(house, 23, { plan: { overlap: 1 } });
    for (let n = 0; n < 22; n++) await rate(ada, await claim(ada, study.id));
    const own = await house.context.db.get<{ id: string }>('SELECT id FROM study_datasets');
    const $ = await show(`?dataset=${own?.id}`);
    expect(cards($)).toBe(20);
    const next = String($('.pagination a[rel=next]').attr('href'));
    expect(next).toBe(`${paths.history()}?dataset=${own?.id}&page=2`);
    expect(cards(page((await ada.get(next).expect(200)).text))).toBe(2);
  });
});
