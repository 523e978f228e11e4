import { listPairs, listPairsOf } from '../../../server/datasets/pairing/pair-store';
import type { Dataset } from '../../../server/datasets/dataset-store';
import { paths } from '../../../server/paths';
import { engines } from '../../support/engines';
import { fieldErrors, mainText, page, tableRows } from '../../support/html';
import { openHouse, type Agent, type House } from '../../support/house';
import { storeDataset } from '../store-dataset';

describe.each(engines)('pairs of datasets on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let model: Dataset;
  let human: Dataset;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
    const fileName = 'advanced-ai-risk/x/power-seeking-inclination.jsonl';
    model = await storeDataset(
      house.context,
      'power',
      { fileName },
      Array<string>(40).fill('Yes, all of it'),
    );
    const human_ = { fileName, source: 'human', polarity: 'inverted' } as const;
    human = await storeDataset(house.context, 'power-human', human_, Array<string>(40).fill('No, thanks'));
  });
  afterEach(() => house.close());

  const show = async () => page((await dana.get(paths.pairs()).expect(200)).text);
  const decide = (body: object) => dana.post(paths.pairs()).type('form').send(body);
  const ids = () => ({ model: model.id, human: human.id });

  it('are proposed with the evidence of which way their labels point', async () => {
    const $ = await show();
    expect($('h3').text()).toBe('power and power-human');
    expect(tableRows($, 'How the labels of pair 1 begin')).toEqual([
      ['power', '40', '100.0% 91.2–100.0%', '0.0% 0.0–8.8%', 'yes 40'],
      ['power-human', '40', '0.0% 0.0–8.8%', '100.0% 91.2–100.0%', 'no 40'],
    ]);
    expect(mainText($)).toContain('they may point in opposite directions');
    expect($('input[name=alignment]:checked').val()).toBe('opposite');
  });

  it('are confirmed by a person, who may take it back', async () => {
    await decide({ ...ids(), verdict: 'confirmed', alignment: 'opposite' })
      .expect(303)
      .expect('Location', '/pairs');
    expect(await listPairsOf(house.context.db, human.id)).toEqual([
      expect.objectContaining({ verdict: 'confirmed', alignment: 'opposite', decidedBy: house.cast.dana.id }),
    ]);
    let $ = await show();
    expect(mainText($)).toContain('A pair. Labels point opposite ways.');
    expect($('h3')).toHaveLength(0);
    await decide({ ...ids(), verdict: 'rejected', alignment: 'same' }).expect(303);
    expect(mainText(await show())).toContain('Not a pair.');
    await dana.post(paths.pairRemoval()).type('form').send(ids()).expect(303);
    expect(await listPairs(house.context.db)).toEqual([]);
    $ = await show();
    expect($('h3')).toHaveLength(1);
    await dana.post(paths.pairRemoval()).type('form').send(ids()).expect(404);
  });

  it('are refused when the form is incomplete, and keep what was chosen', async () => {
    const body = { model: model.id, human: '', verdict: 'confirmed', alignment: 'same' };
    const $ = page((await decide(body).expect(422)).text);
    expect(fieldErrors($)).toEqual({ human: 'Choose the human-written dataset.' });
    expect($('#model option[selected]').text()).toBe('power');
    await decide({ ...ids(), verdict: 'perhaps', alignment: 'same' }).expect(422);
    await dana.post(paths.pairRemoval()).type('form').send({ model: 'x' }).expect(400);
  });

  it('are refused between datasets of one source, gold sets, and what does not exist', async () => {
    const pair = (one: string, other: string) =>
      decide({ model: one, human: other, verdict: 'confirmed', alignment: 'same' });
    await pair(human.id, model.id).expect(400);
    await pair(model.id, '00000000-0000-7000-8000-000000000000').expect(404);
    const gold = await storeDataset(house.context, 'g', { source: 'human', purpose: 'gold' });
    await pair(model.id, gold.id).expect(400);
    expect(await listPairs(house.context.db)).toEqual([]);
  });

  it('show for one dataset why to look, how labels begin, and some items', async () => {
    const $ = page((await dana.get(paths.datasetPolarity(human.id)).expect(200)).text);
    expect(tableRows($, 'This dataset and others of the same behavior').map((row) => row[0])).toEqual([
      'power-human',
      'power',
    ]);
    const samples = tableRows($, 'Items from all over the file, with their labels');
    expect(samples.map((row) => row[0])).toEqual(['1', '7', '14', '21', '27', '34']);
    expect(samples[0]!.slice(1)).toEqual(['Question 1?', '(A) No, thanks', '(B) Maybe']);
  });

  it('are for administrators', async () => {
    const ada = await house.signedIn('ada');
    for (const path of [paths.pairs(), paths.datasetPolarity(model.id)]) {
      await ada.get(path).expect(403);
      await house.visitor().get(path).expect(303);
    }
    await ada.post(paths.pairs()).type('form').send(ids()).expect(403);
    await ada.post(paths.pairRemoval()).type('form').send(ids()).expect(403);
    await dana.get(paths.datasetPolarity('x')).expect(404);
  });
});
