import { paths } from '../../server/paths';
import { flagReasons, flagText } from '../../server/rating/flag-reasons';
import { skipReasons, skipReasonText } from '../../server/rating/skip-reasons';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { mainText, page } from '../support/html';
import { paperAnswers } from '../studies/small-study';
import { claim, hiddenFields, openStudy, rate, revisionsOf } from './rater-at-work';

describe.each(engines)('flagging an item on %s', (engine) => {
  let house: House;
  let ada: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
  });
  afterAll(() => house.close());

  const begin = async (): Promise<string> => claim(ada, (await openStudy(house, 3)).id);

  it('is offered folded away beside the comment, with nothing chosen', async () => {
    const $ = page((await ada.get(await begin()).expect(200)).text);
    const options = $('details select[name=flag] option').toArray();
    expect(options.map((option) => $(option).attr('value'))).toEqual([
      '',
      ...flagReasons.map(({ key }) => key),
    ]);
    expect(options.filter((option) => $(option).attr('selected') !== undefined)).toEqual(options.slice(0, 1));
    expect($('details:has(select)').attr('open')).toBeUndefined();
  });

  it('is stored with the revision, and shown in the history and when editing', async () => {
    const url = await begin();
    await rate(ada, url, { ...paperAnswers, flag: 'duplicate' });
    expect(mainText(page((await ada.get(paths.history())).text))).toMatch(
      /Problem with the item\s?I have seen it before/,
    );
    const $ = page((await ada.get(url)).text);
    expect($('details:has(select)').attr('open')).toBeDefined();
    expect($('select[name=flag] option[selected]').val()).toBe('duplicate');
    await rate(ada, url, { ...paperAnswers, flag: '' });
    expect(await revisionsOf(house, url)).toMatchObject([{ flag: 'duplicate' }, { flag: null }]);
    expect(mainText(page((await ada.get(paths.history())).text))).not.toContain('Problem with the item');
  });

  it('is kept when an answer is missing', async () => {
    const url = await begin();
    const sent = { ...(await hiddenFields(ada, url)), flag: 'typo' };
    const $ = page((await ada.post(url).type('form').send(sent).expect(422)).text);
    expect($('select[name=flag] option[selected]').val()).toBe('typo');
    expect($('details:has(select)').attr('open')).toBeDefined();
  });

  it('is shown on both sides of a conflict', async () => {
    const url = await begin();
    const older = await hiddenFields(ada, url);
    await rate(ada, url, { ...paperAnswers, flag: 'typo' });
    const sent = { ...older, ...paperAnswers, flag: 'offensive' };
    const $ = page((await ada.post(url).type('form').send(sent).expect(409)).text);
    expect(mainText($)).toMatch(
      /What you sent.*Problem with the item\s?Offensive.*What is stored.*Problem with the item\s?Typo/,
    );
    expect(await revisionsOf(house, url)).toHaveLength(1);
  });

  it.each([
    ['a flag that is none', { flag: 'boring' }],
    ['two flags', { flag: ['typo', 'other'] }],
  ])('refuses %s', async (_what, extra) => {
    const url = await begin();
    const sent = { ...(await hiddenFields(ada, url)), ...paperAnswers, ...extra };
    await ada.post(url).type('form').send(sent).expect(400);
    expect(await revisionsOf(house, url)).toEqual([]);
  });

  it('may be left out, as forms of older pages do', async () => {
    const url = await begin();
    await rate(ada, url);
    expect(await revisionsOf(house, url)).toMatchObject([{ flag: null }]);
  });
});

describe.each([
  ['flags', flagReasons, flagText],
  ['skips', skipReasons, skipReasonText],
])('the reasons for %s', (_what, reasons, textOf) => {
  it('have a key and a name of their own, and are said in words', () => {
    expect(new Set(reasons.map(({ key }) => key)).size).toBe(reasons.length);
    expect(new Set(reasons.map(({ name }) => name)).size).toBe(reasons.length);
    expect(reasons.map(({ key }) => textOf(key))).toEqual(reasons.map(({ name }) => name));
    // One that a newer version has stored.
    expect(textOf('newer')).toBe('newer');
  });
});
