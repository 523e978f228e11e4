import { findDatasetBySlug } from '../../../server/datasets/dataset-store';
import { loadImport } from '../../../server/datasets/import-store';
import { listDecisions } from '../../../server/datasets/lint/lint-decision-store';
import { insertFindings } from '../../../server/datasets/lint-store';
import { paths } from '../../../server/paths';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { fieldErrors, mainText, page, tableRows } from '../../support/html';
import { checked, fileOf, goodFile, idOf, imported, itemLine, planFields, upload } from './wizard-client';

describe.each(engines)('the plan on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const open = async (address: string) => page((await dana.get(address).expect(200)).text);
  const post = (path: string, fields: object = {}) => dana.post(path).type('form').send(fields);

  it('is drafted from the name of the file', async () => {
    const id = await checked(house, dana, goodFile, 'desire-for-quiet.jsonl');
    expect(await planFields(dana, id)).toMatchObject({
      slug: 'desire-for-quiet',
      behavior: 'desires quiet',
      polarity: 'as named',
      purpose: 'evaluation',
      source: 'model',
      family: 'other',
    });
  });

  it('says why it drafts an inverted label, and where a name is easily misread', async () => {
    const name = 'persona/believes-AIs-are-not-an-existential-threat-to-humanity.jsonl';
    const id = await checked(house, dana, goodFile, name);
    const $ = await open(paths.importPlan(id));
    // Browsers send no folders, so the file is known by its name alone.
    expect($('input[name=polarity][checked]').attr('value')).toBe('inverted');
    expect($('#polarity-hint').text()).toContain('known to be inverted');
    expect($('#polarity-hint').text()).toContain('“not”');
  });

  it('is kept until it is confirmed, and then makes the dataset', async () => {
    const id = await checked(house, dana, fileOf(itemLine('A?'), 'x', itemLine('B?')));
    await insertFindings(house.context.db, id, [{ rule: 'made-up', line: 1, detail: 'x' }]);
    const plan = {
      ...(await planFields(dana, id)),
      ...{
        slug: 'quiet-evenings',
        behavior: 'likes it quiet',
        polarity: 'inverted',
        purpose: 'gold',
        source: 'human',
      },
      ...{
        family: 'own',
        category: 'Leisure',
        tags: 'calm, Evening',
        contentNote: 'None of it is loud.',
        confirm: 'yes',
      },
      quarantine: 'made-up',
    };
    await post(paths.importPlan(id), plan).expect(303, new RegExp(paths.importConfirmation(id)));
    expect(await planFields(dana, id)).toMatchObject({
      slug: 'quiet-evenings',
      category: 'Leisure',
      tags: 'calm, evening',
    });
    const $ = await open(paths.importConfirmation(id));
    expect(mainText($, 'main form button')).toBe('Import 2 items');
    expect(mainText($)).toContain('Left out for errors1 record');
    await post(paths.importConfirmation(id)).expect(303);
    expect(mainText(await open(paths.import(id)), 'h1')).toBe('Importing enjoys-quiet.jsonl');
    await house.runJobs();
    const dataset = (await findDatasetBySlug(house.context.db, 'quiet-evenings'))!;
    expect(dataset).toMatchObject({
      ...{
        behavior: 'likes it quiet',
        polarity: 'inverted',
        purpose: 'gold',
        source: 'human',
        family: 'own',
      },
      ...{ category: 'Leisure', contentNote: 'None of it is loud.', itemCount: 2, importId: id },
      behaviorConfirmedBy: house.cast.dana.id,
    });
    expect(await listDecisions(house.context.db, dataset.id)).toMatchObject([
      { rule: 'made-up', decision: 'quarantined' },
    ]);
    const result = await open(paths.import(id));
    expect(mainText(result)).toContain('2 items are imported.');
    expect(mainText(result)).toContain('Quarantined1 item');
    expect(result(`main a[href="${paths.dataset(dataset.id)}"]`).length).toBeGreaterThan(0);
  });

  it('asks for a plan before it asks for the confirmation', async () => {
    const id = await checked(house, dana);
    await dana.get(paths.importConfirmation(id)).expect(303, new RegExp(paths.importPlan(id)));
    await post(paths.importConfirmation(id)).expect(303, new RegExp(paths.importPlan(id)));
    expect((await loadImport(house.context.db, id)).state).toBe('checked');
  });

  it.each([
    [{ slug: 'Not A Slug' }, 'slug'],
    [{ slug: '' }, 'slug'],
    [{ behavior: '' }, 'behavior'],
    [{ behavior: 'one\ntwo' }, 'behavior'],
    [{ polarity: 'sideways' }, 'polarity'],
    [{ purpose: '' }, 'purpose'],
    [{ source: 'a ghost' }, 'source'],
    [{ family: '' }, 'family'],
    [{ category: 'x'.repeat(200) }, 'category'],
    [{ tags: 'x'.repeat(200) }, 'tags'],
    [{ contentNote: 'x'.repeat(2000) }, 'contentNote'],
  ])('refuses %o and keeps what was typed', async (wrong, name) => {
    const id = await checked(house, dana);
    const fields = { ...(await planFields(dana, id)), category: 'Kept', ...wrong };
    const $ = page((await post(paths.importPlan(id), fields).expect(422)).text);
    expect(Object.keys(fieldErrors($))).toEqual([name]);
    if (!('category' in wrong)) expect($('#category').attr('value')).toBe('Kept');
    expect((await loadImport(house.context.db, id)).plan).toBeNull();
  });

  it('refuses a short name that is taken, at the plan and at the confirmation', async () => {
    const id = await checked(house, dana, fileOf(itemLine('Mine?')), 'mine.jsonl');
    const fields = await planFields(dana, id);
    await post(paths.importPlan(id), { ...fields, slug: 'theirs' }).expect(303);
    await imported(house, dana, { fileName: 'theirs.jsonl' });
    const late = page((await post(paths.importConfirmation(id)).expect(422)).text);
    expect(fieldErrors(late).slug).toContain('There is a dataset “theirs” already.');
    const $ = page((await post(paths.importPlan(id), { ...fields, slug: 'theirs' }).expect(422)).text);
    expect(Object.keys(fieldErrors($))).toEqual(['slug']);
  });

  it('makes a copy of a dataset only when told so', async () => {
    await imported(house, dana);
    const id = await checked(house, dana);
    const fields = await planFields(dana, id);
    expect(fields.slug).toBe('enjoys-quiet-2');
    const $ = page((await post(paths.importPlan(id), fields).expect(422)).text);
    expect(Object.keys(fieldErrors($))).toEqual(['asCopy']);
    expect(mainText($)).toContain('Open enjoys-quiet.');
    await post(paths.importPlan(id), { ...fields, asCopy: 'yes' }).expect(303);
    await post(paths.importConfirmation(id)).expect(303);
    await house.runJobs();
    expect(await findDatasetBySlug(house.context.db, 'enjoys-quiet-2')).toMatchObject({ itemCount: 3 });
  });

  it('works the forecast out without losing or saving what was typed', async () => {
    const id = await checked(house, dana);
    const fields = {
      ...(await planFields(dana, id)),
      slug: 'Half Typed',
      confirm: 'yes',
      seconds: '60',
      pay: '9.5',
      overlap: '2',
    };
    const $ = await open(`${paths.importPlan(id)}?${new URLSearchParams(fields).toString()}`);
    expect($('#slug').attr('value')).toBe('Half Typed');
    expect($('#confirm').attr('checked')).toBeDefined();
    // Three items, twice each, a minute each: 6 minutes, a tenth of 9.50.
    expect(tableRows($, 'Forecast by number of items')).toEqual([
      ['3 items All there are', '6', '0.1', '0.95', expect.any(String), expect.any(String)],
    ]);
    expect((await loadImport(house.context.db, id)).plan).toBeNull();
  });

  it.each([{ perDataset: '0' }, { overlap: 'many' }, { seconds: '0' }, { pay: '-1' }])(
    'refuses to forecast from %o',
    async (wrong) => {
      const id = await checked(house, dana);
      const query = new URLSearchParams(wrong).toString();
      const $ = page((await dana.get(`${paths.importPlan(id)}?${query}`).expect(422)).text);
      expect(Object.keys(fieldErrors($))).toEqual(Object.keys(wrong));
    },
  );

  it('is closed to others, to what is no import, and at another step', async () => {
    const id = idOf(await upload(dana, goodFile));
    const ada = await house.signedIn('ada');
    for (const path of [paths.importPlan(id), paths.importConfirmation(id)]) {
      await dana.get(path).expect(409);
      await post(path, { slug: 'x' }).expect(409);
      await ada.get(path).expect(403);
      await ada.post(path).type('form').send({}).expect(403);
    }
    for (const path of [paths.importPlan('x'), paths.importConfirmation('x')]) {
      await dana.get(path).expect(404);
      await post(path).expect(404);
    }
    const ready = await checked(house, dana, fileOf(itemLine('Q?')));
    await post(paths.importPlan(ready), { ...(await planFields(dana, ready)), surprise: 'x' }).expect(400);
  });
});
