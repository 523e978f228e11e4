import { findDataset, type Dataset } from '../../../server/datasets/dataset-store';
import { listExplanations } from '../../../server/datasets/gold/gold-store';
import { listItems } from '../../../server/datasets/item-store';
import { paths } from '../../../server/paths';
import { engines } from '../../support/engines';
import { fieldErrors, mainText, page } from '../../support/html';
import { openHouse, type Agent, type House } from '../../support/house';
import { storeDataset } from '../store-dataset';

describe.each(engines)('gold sets on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let gold: Dataset;
  let rated: Dataset;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
    rated = await storeDataset(house.context, 'rain', { fileName: 'x/rain.jsonl' });
    gold = await storeDataset(
      house.context,
      'rain-few-shot',
      { fileName: 'prompts/rain.jsonl', purpose: 'gold', source: 'human' },
      ['Yes', 'Certainly'],
    );
  });
  afterEach(() => house.close());

  const show = async () => page((await dana.get(paths.datasetGold(gold.id)).expect(200)).text);
  const tie = (goldFor: string) => dana.post(paths.goldTie(gold.id)).type('form').send({ goldFor });
  const explain = (item: string, explanation: string) =>
    dana.post(paths.goldExplanations(gold.id)).type('form').send({ item, explanation });
  const goldFor = async () => (await findDataset(house.context.db, gold.id))?.goldFor;

  it('are proposed for the dataset of the same name, tied by a person, and untied', async () => {
    let $ = await show();
    expect(mainText($)).toContain('Not tied yet. rain has the same name');
    expect($('#goldFor option[selected]').attr('value')).toBe(rated.id);
    await tie(rated.id).expect(303).expect('Location', paths.datasetGold(gold.id));
    expect(await goldFor()).toBe(rated.id);
    $ = await show();
    expect(mainText($)).not.toContain('Not tied yet');
    await tie('').expect(303);
    expect(await goldFor()).toBeNull();
  });

  it('are tied to nothing but a dataset that is rated', async () => {
    await tie(gold.id).expect(400);
    await tie('00000000-0000-7000-8000-000000000000').expect(404);
    const $ = page((await tie('x').expect(422)).text);
    expect(fieldErrors($)).toEqual({ goldFor: 'Choose a dataset, or none.' });
    const sentences = await storeDataset(house.context, 's', { itemKind: 'pronoun' });
    await tie(sentences.id).expect(400);
    expect(await goldFor()).toBeNull();
  });

  it('keep an explanation of each answer, of several lines, until it is emptied', async () => {
    const [first] = await listItems(house.context.db, gold.id, { limit: 1 });
    expect(mainText(await show())).toContain('2 items have no explanation yet.');
    await explain(first!.id, ' Rain is wet.\r\nSo: yes <b>. ').expect(303);
    expect(await listExplanations(house.context.db, gold.id)).toEqual([
      expect.objectContaining({
        itemId: first!.id,
        explanation: 'Rain is wet.\nSo: yes <b>.',
        writtenBy: house.cast.dana.id,
      }),
    ]);
    const $ = await show();
    expect($(`#explanation-${first!.id}`).val()).toBe('Rain is wet.\nSo: yes <b>.');
    expect(mainText($)).toContain('1 item has no explanation yet.');
    await explain(first!.id, 'Another.').expect(303);
    await explain(first!.id, '  ').expect(303);
    expect(await listExplanations(house.context.db, gold.id)).toEqual([]);
  });

  it('refuse explanations that are too long or hostile, and show them again', async () => {
    const [first] = await listItems(house.context.db, gold.id, { limit: 1 });
    const $ = page((await explain(first!.id, 'x'.repeat(2001)).expect(422)).text);
    const field = `explanation-${first!.id}`;
    expect(fieldErrors($)).toEqual({ [field]: 'Enter an explanation of at most 2000 characters.' });
    expect($(`#${field}`).val()).toHaveLength(2001);
    await explain(first!.id, 'a\u202eb').expect(422);
    await explain('x', 'y').expect(400);
    const [stranger] = await listItems(house.context.db, rated.id, { limit: 1 });
    await explain(stranger!.id, 'y').expect(404);
  });

  it('have a page for administrators, and only for gold sets', async () => {
    await dana.get(paths.datasetGold(rated.id)).expect(404);
    const ada = await house.signedIn('ada');
    await ada.get(paths.datasetGold(gold.id)).expect(403);
    await ada.post(paths.goldTie(gold.id)).type('form').send({ goldFor: '' }).expect(403);
    await ada.post(paths.goldExplanations(gold.id)).type('form').send({}).expect(403);
    await house.visitor().get(paths.datasetGold(gold.id)).expect(303);
  });
});
