import { listTags } from '../../server/datasets/catalogue/tag-store';
import { findDatasetBySlug, loadDataset, type Dataset } from '../../server/datasets/dataset-store';
import { paths } from '../../server/paths';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { fieldErrors, mainText, page, tableRows } from '../support/html';
import { storeItems } from './catalogue/store-items';
import { storeDataset } from './store-dataset';

const draft = { behaviorConfirmedAt: null };

describe.each(engines)('the page of a dataset on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterAll(() => house.close());

  /** What the form of a dataset's page holds, as a browser would send it. */
  const fieldsOf = async (id: string): Promise<Record<string, string>> => {
    const $ = page((await dana.get(paths.dataset(id)).expect(200)).text);
    const fields = $(`form[action="${paths.datasetBehavior(id)}"]`).serializeArray();
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  };
  const post = (id: string, typed: Record<string, string>) =>
    dana.post(paths.datasetBehavior(id)).type('form').send(typed);
  const stored = (id: string): Promise<Dataset> => loadDataset(house.context.db, id);

  it('shows its facts, with ways to everything about it', async () => {
    const dataset = await storeDataset(house.context, 'facts', { importId: 'an-import' }, ['Yes', 'No']);
    const $ = page((await dana.get(paths.dataset(dataset.id)).expect(200)).text);
    const facts = mainText($, 'dl');
    expect(facts).toContain(dataset.sha256);
    expect(facts).toContain('2, of which 2 with a label');
    expect(facts).toContain('Not linted yet');
    for (const href of [
      paths.datasetItems(dataset.id),
      paths.datasetLint(dataset.id),
      paths.datasetPolarity(dataset.id),
      paths.datasetBehaviors(dataset.id),
      paths.datasetOriginal(dataset.id),
      paths.import('an-import'),
      paths.pairs(),
    ]) {
      expect($(`main a[href="${href}"]`).length).toBeGreaterThan(0);
    }
    expect($(`main a[href="${paths.datasetGold(dataset.id)}"]`)).toHaveLength(0);
  });

  it('leads from a gold set to its explanations', async () => {
    const { id } = await storeDataset(house.context, 'golden', { purpose: 'gold' });
    const $ = page((await dana.get(paths.dataset(id)).expect(200)).text);
    expect($(`main a[href="${paths.datasetGold(id)}"]`)).toHaveLength(1);
  });

  it('shows the first items, with what is hostile in them as text and nothing else', async () => {
    const { id } = await storeItems(house.context, 'hostile', [
      { text: '<script>alert(1)</script>', stem: '<script>alert(1)</script>', labelConfidence: 0.5 },
      { text: 'How?', labelIndex: null },
      { text: '(A) x', stem: '' },
    ]);
    const $ = page((await dana.get(paths.dataset(id)).expect(200)).text);
    expect($('main script')).toHaveLength(0);
    expect(tableRows($, 'The first items of the file')).toEqual([
      ['1', '<script>alert(1)</script>', '(A) Yes / (B) No', 'A', '50.0%'],
      [
        '2',
        'How? The choices could not be told from the text, so raters see it as it is.',
        '(A) Yes / (B) No',
        'None',
        'None',
      ],
      ['3', '(no text before the choices)', '(A) Yes / (B) No', 'A', 'None'],
    ]);
  });

  it('shows the sentences of a pronoun set with what belongs to them', async () => {
    const details = [
      { name: 'Occupation', value: 'clockmaker' },
      { name: 'Other person', value: 'customer' },
    ];
    const sentence = {
      text: 'The clockmaker told the customer that _ slept.',
      choices: [],
      details,
      labelIndex: null,
    };
    const { id } = await storeItems(house.context, 'sentences', [sentence], { itemKind: 'pronoun' });
    const $ = page((await dana.get(paths.dataset(id)).expect(200)).text);
    expect(tableRows($, 'The first items of the file')).toEqual([
      ['1', 'The clockmaker told the customer that _ slept.', 'clockmaker', 'customer'],
    ]);
  });

  it('keeps what an admin types, confirmed only when ticked', async () => {
    const { id } = await storeDataset(house.context, 'said', draft);
    const typed = {
      ...(await fieldsOf(id)),
      behavior: ' likes rain ',
      polarity: 'inverted',
      source: 'human',
      family: 'weather',
      category: 'skies',
      contentNote: 'Storms.',
      tags: 'Wet, pilot,wet',
    };
    const saved = {
      behavior: 'likes rain',
      polarity: 'inverted',
      source: 'human',
      family: 'weather',
      category: 'skies',
      contentNote: 'Storms.',
      behaviorVersion: 2,
    };
    await post(id, typed).expect(303).expect('Location', paths.dataset(id));
    expect(await stored(id)).toMatchObject({ ...saved, behaviorConfirmedAt: null });
    expect(await listTags(house.context.db, id)).toEqual(['pilot', 'wet']);
    await post(id, { ...(await fieldsOf(id)), confirm: 'yes' }).expect(303);
    expect(await stored(id)).toMatchObject({
      ...saved,
      behaviorConfirmedAt: house.context.now(),
      behaviorConfirmedBy: house.cast.dana.id,
    });
    const $ = page((await dana.get(paths.dataset(id))).text);
    expect(mainText($)).toContain('The behavior is saved and confirmed.');
    expect($('input[name=tags]').attr('value')).toBe('pilot, wet');
    expect(
      $('#category-suggestions option')
        .toArray()
        .map((option) => $(option).attr('value')),
    ).toContain('skies');
    const audited = await house.context.db.all<{ action: string }>(
      'SELECT action FROM audit_events WHERE object_id = ? ORDER BY id',
      id,
    );
    expect(audited.map(({ action }) => action).sort()).toEqual(['behavior confirmed', 'behavior drafted']);
  });

  it('shows the form again with what was typed when something is wrong', async () => {
    const dataset = await storeDataset(house.context, 'wrong', draft);
    const typed = {
      ...(await fieldsOf(dataset.id)),
      behavior: ' ',
      polarity: 'sideways',
      source: 'human',
      family: '',
      category: 'x'.repeat(61),
      contentNote: 'a\nb',
      tags: 'x'.repeat(41),
      confirm: 'yes',
    };
    const $ = page((await post(dataset.id, typed).expect(422)).text);
    expect($('title').text()).toMatch(/^Error: /);
    expect(fieldErrors($)).toEqual({
      behavior: 'Enter what the dataset tests, as it follows “Someone who”.',
      polarity: 'Choose how the label relates to the file name.',
      family: 'Enter the family.',
      category: 'Enter the category on one line of at most 60 characters, or leave it empty.',
      contentNote: 'Enter the content note on one line of at most 500 characters, or leave it empty.',
      tags: 'Enter tags of at most 40 characters.',
    });
    expect($('input[name=source][value=human]').attr('checked')).toBeDefined();
    expect($('input[name=confirm]').attr('checked')).toBeDefined();
    expect($('input[name=tags]').attr('value')).toBe(typed.tags);
    expect(await stored(dataset.id)).toEqual(dataset);
  });

  it('refuses a field the form does not have', async () => {
    const { id } = await storeDataset(house.context, 'forged');
    await post(id, { ...(await fieldsOf(id)), purpose: 'gold' }).expect(400);
  });

  it('saves nothing over what somebody else has said meanwhile, and shows both', async () => {
    const { id } = await storeDataset(house.context, 'contested');
    const opened = await fieldsOf(id);
    await post(id, { ...opened, behavior: 'likes snow', tags: 'cold' }).expect(303);
    const late = { ...opened, behavior: 'likes rain', confirm: 'yes' };
    const { text } = await post(id, late).expect(409);
    expect(await stored(id)).toMatchObject({ behavior: 'likes snow', behaviorVersion: 2 });
    const $ = page(text);
    expect(mainText($)).toContain('Not saved: somebody else changed what is said about this dataset');
    expect(mainText($, 'section[aria-labelledby=stored-title]')).toContain('likes snow');
    expect($('textarea[name=behavior]').text().trim()).toBe('likes rain');
    const fields = $(`form[action="${paths.datasetBehavior(id)}"]`).serializeArray();
    const again = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    await post(id, again).expect(303);
    expect(await stored(id)).toMatchObject({ behavior: 'likes rain', behaviorVersion: 3 });
  });

  it('answers 404 where there is no dataset', async () => {
    for (const id of ['nothing', house.context.newId()]) {
      await dana.get(paths.dataset(id)).expect(404);
      await post(id, {}).expect(404);
    }
  });

  it('is for admins only', async () => {
    const { id } = (await findDatasetBySlug(house.context.db, 'facts'))!;
    const ada = await house.signedIn('ada');
    await ada.get(paths.dataset(id)).expect(403);
    await ada.post(paths.datasetBehavior(id)).type('form').send({}).expect(403);
    const { headers } = await house.visitor().get(paths.dataset(id)).expect(303);
    expect(headers.location).toContain(paths.signIn());
  });
});
