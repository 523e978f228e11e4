import { paths } from '../../server/paths';
import { listStudies } from '../../server/studies/study-store';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { fieldErrors, mainText, page } from '../support/html';
import { makeDataset } from './small-study';

const filled = {
  ...{ name: 'First study', scope: 'all', perDataset: '100', overlap: '3' },
  ...{ questionSet: 'paper', labelMode: 'blind', seed: '1' },
};
const itemRule = { stopMost: '5', stopSure: '97.5' };
const datasetRule = { stopAbove: '90', stopBelow: '70', stopAlpha: '5', stopBeta: '2.5' };

describe.each(engines)('the optional part of a new study on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
    const goldFor = await makeDataset(house.context);
    await makeDataset(house.context, { slug: 'certain', dataset: { purpose: 'gold', goldFor } });
  });
  afterEach(() => house.close());

  const post = (form: object) =>
    dana
      .post(paths.studies())
      .type('form')
      .send({ ...filled, ...form });
  const made = async () => (await listStudies(house.context.db))[0];
  const unfolded = ($: ReturnType<typeof page>) =>
    $('details[open] summary')
      .toArray()
      .map((summary) => $(summary).text());

  it('may be left empty, and is folded then', async () => {
    const $ = page((await dana.get(paths.newStudy()).expect(200)).text);
    expect(unfolded($)).toEqual([]);
    await post({}).expect(303);
    expect(await made()).toMatchObject({ raterQuota: null, goldShare: 0, verifyShare: 0, stopping: {} });
    expect((await made())?.withdrawal).toBe('keep');
  });

  it('becomes quota, gold share, share shown with labels and rules, as shares of one', async () => {
    const shares = { goldPercent: '12.5', verifyPercent: '10' };
    await post({ raterQuota: '40', ...shares, ...itemRule, ...datasetRule }).expect(303);
    expect(await made()).toMatchObject({
      ...{ raterQuota: 40, goldShare: 0.125, verifyShare: 0.1 },
      stopping: {
        item: { most: 5, threshold: 0.975 },
        dataset: { above: 0.9, below: 0.7, alpha: 0.05, beta: 0.025 },
      },
    });
  });

  it('says what becomes of ratings whose rater leaves', async () => {
    await post({ withdrawal: 'remove' }).expect(303);
    const study = await made();
    expect(study?.withdrawal).toBe('remove');
    const shown = page((await dana.get(paths.study(study?.id ?? '')).expect(200)).text);
    expect(mainText(shown)).toContain('their ratings are withdrawn');
    const refused = page((await post({ withdrawal: 'burn' }).expect(422)).text);
    expect(Object.keys(fieldErrors(refused))).toEqual(['withdrawal']);
  });

  it('takes either rule without the other', async () => {
    await post(itemRule).expect(303);
    expect((await made())?.stopping).toEqual({ item: { most: 5, threshold: 0.975 } });
    house.clock.advance(1000);
    await post(datasetRule).expect(303);
    expect(Object.keys((await made())?.stopping ?? {})).toEqual(['dataset']);
  });

  const wrong: [string, object, string[]][] = [
    ['a quota of nothing', { raterQuota: '0' }, ['raterQuota']],
    ['a quota that is no whole number', { raterQuota: '1.5' }, ['raterQuota']],
    ['more gold than half', { goldPercent: '51' }, ['goldPercent']],
    ['more items shown with their label than half', { verifyPercent: '50.5' }, ['verifyPercent']],
    ['no more ratings than the overlap', { ...itemRule, stopMost: '3' }, ['stopMost']],
    ['more ratings than 20', { ...itemRule, stopMost: '21' }, ['stopMost']],
    ['half a rating', { ...itemRule, stopMost: '4.5' }, ['stopMost']],
    ['a majority that is as sure as a coin', { ...itemRule, stopSure: '50' }, ['stopSure']],
    ['a majority that is certain', { ...itemRule, stopSure: '100' }, ['stopSure']],
    ['an item rule without its certainty', { stopMost: '5' }, ['stopSure']],
    ['certainty without the most ratings', { stopSure: '95' }, ['stopMost']],
    ['shares in the wrong order', { ...datasetRule, stopBelow: '90' }, ['stopBelow']],
    ['a share of everything', { ...datasetRule, stopAbove: '100' }, ['stopAbove']],
    ['errors as frequent as right answers', { ...datasetRule, stopAlpha: '50' }, ['stopAlpha']],
    ['half a dataset rule', { stopAbove: '90', stopAlpha: '5' }, ['stopBelow', 'stopBeta']],
    ['words', { ...datasetRule, stopBeta: 'few' }, ['stopBeta']],
    [
      'rules where no labels are asked about',
      { questionSet: 'pronouns', goldPercent: '10', stopMost: '5' },
      ['goldPercent', 'stopMost'],
    ],
  ];
  it.each(wrong)('comes back unfolded, with everything kept, for %s', async (_what, form, fields) => {
    const $ = page((await post(form).expect(422)).text);
    expect(Object.keys(fieldErrors($))).toEqual(fields);
    for (const [name, value] of Object.entries(form)) {
      if (name !== 'questionSet') expect($(`#${name}`).val()).toBe(value);
    }
    for (const field of fields) expect($(`#${field}`)).toHaveLength(1);
    expect(unfolded($)).toHaveLength(fields.includes('goldPercent') && fields.length > 1 ? 2 : 1);
    expect(await listStudies(house.context.db)).toEqual([]);
  });

  it.each([
    ['in verify, where all are', { labelMode: 'verify' }, /every item is shown with its label/],
    ['where no labels are asked about', { questionSet: 'pronouns' }, /does not ask about labels/],
  ])('shows no share of the items with their label %s', async (_when, plan, why) => {
    const $ = page((await post({ ...plan, verifyPercent: '10' }).expect(422)).text);
    expect(fieldErrors($)).toEqual({ verifyPercent: expect.stringMatching(why) as string });
    expect($('#verifyPercent').val()).toBe('10');
    await post({ labelMode: 'verify', verifyPercent: '0' }).expect(303);
    expect(await made()).toMatchObject({ labelMode: 'verify', verifyShare: 0 });
  });

  it('offers gold items only where a gold set is tied', async () => {
    const fieldOf = async () =>
      page((await dana.get(paths.newStudy()).expect(200)).text)('input#goldPercent');
    expect(await fieldOf()).toHaveLength(1);
    await house.context.db.run('UPDATE datasets SET gold_for = NULL');
    expect(await fieldOf()).toHaveLength(0);
    const $ = page((await post({ goldPercent: '10' }).expect(422)).text);
    expect(fieldErrors($)).toEqual({ scope: 'No gold set is tied to any of these datasets.' });
    expect(mainText($)).toContain('No gold set is tied to a dataset');
  });
});
