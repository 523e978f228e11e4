import { insertImport, loadImport } from '../../../server/datasets/import-store';
import { paths } from '../../../server/paths';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { fieldErrors, mainText, page } from '../../support/html';
import { checked, fileOf, goodFile, idOf, imported, itemLine, upload } from './wizard-client';

/** What a select offers, and which of it is chosen. */
function offered($: ReturnType<typeof page>, name: string): { texts: string[]; chosen: string } {
  const options = $(`select[name="${name}"] option`);
  return {
    texts: options.toArray().map((option) => $(option).text()),
    chosen: options.filter('[selected]').text(),
  };
}

describe.each(engines)('the preview on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const open = async (address: string) => page((await dana.get(address).expect(200)).text);
  const runOf = (id: string) => loadImport(house.context.db, id);

  it('shows records raw beside parsed, the label marked', async () => {
    const $ = await open(await upload(dana, goodFile));
    expect($('.record')).toHaveLength(3);
    const first = $('.record').first();
    expect(first.find('h3').text()).toBe('Line 1, byte 0');
    expect(first.find('.raw').text()).toContain(itemLine('Do you enjoy long walks by the sea?'));
    expect(first.find('.parsed-text').text().trim()).toBe('Do you enjoy long walks by the sea?');
    expect(first.find('.parsed li:has(.tag)').text()).toMatch(/^\s*Yes\s+Label$/);
  });

  it('stops after twenty records', async () => {
    const lines = Array.from({ length: 30 }, (_, n) => itemLine(`Question ${n}?`));
    const $ = await open(await upload(dana, fileOf(...lines)));
    expect($('.record')).toHaveLength(20);
  });

  it('names characters that nobody can see, and quotes markup as text', async () => {
    const text = 'zero\u200bwidth \u202etfel <script>x</script>';
    const $ = await open(await upload(dana, fileOf(itemLine(text))));
    const parsed = $('.record .parsed-text');
    expect(
      parsed
        .find('mark')
        .toArray()
        .map((mark) => $(mark).text()),
    ).toEqual(['U+200B', 'U+202E']);
    expect(parsed.text()).toContain('<script>x</script>');
    expect($('main script')).toHaveLength(0);
  });

  it('says why a record cannot become an item', async () => {
    const $ = await open(await upload(dana, fileOf(itemLine('Fine?'), '{"question": "cut')));
    expect(mainText($)).toContain('1 of the first 2 records can be read as items.');
    expect($('.record').last().find('.problem').text()).toContain('Error.');
  });

  it('states the facts of the file', async () => {
    const $ = await open(await upload(dana, goodFile));
    const facts = $('dl.facts').text();
    expect(facts).toContain(`${goodFile.length} bytes`);
    expect(facts).toMatch(/SHA-256[0-9a-f]{64}/);
    expect(facts).toContain('JSON lines');
  });

  it('offers the detected format and all others, and reads the file in the way that is asked', async () => {
    const location = await upload(dana, goodFile);
    const $ = await open(location);
    expect(offered($, 'format').chosen).toBe('Generic: a question and its recorded answers (detected)');
    expect(offered($, 'format').texts.length).toBeGreaterThan(5);
    expect(offered($, 'format').texts.join()).not.toContain('occupation');
    const other = await open(`${paths.importPreview(idOf(location))}?format=winogenerated`);
    expect(mainText(other)).toContain('0 of the first 3 records can be read as items.');
    expect((await runOf(idOf(location))).format).toBe('generic');
  });

  it('maps fields of other names, guessing them first', async () => {
    const lines = [
      { Prompt: 'A?', verdict: ' Yes', other: ' No' },
      { Prompt: 'B?', verdict: ' No', other: ' Yes' },
    ];
    const location = await upload(dana, fileOf(...lines.map((line) => JSON.stringify(line))));
    const $ = await open(location);
    expect(offered($, 'map-question')).toEqual({
      texts: ['Not in the file', 'Prompt', 'verdict', 'other'],
      chosen: 'Prompt',
    });
    const answers = { 'map-answer_matching_behavior': '1', 'map-answer_not_matching_behavior': '2' };
    const query = new URLSearchParams({ format: 'generic', 'map-question': '0', ...answers }).toString();
    const preview = paths.importPreview(idOf(location));
    expect(mainText(await open(`${preview}?${query}`))).toContain(
      'All of the first 2 records can be read as items.',
    );
    await dana
      .post(preview)
      .type('form')
      .send(query)
      .expect(303, new RegExp(paths.import(idOf(location))));
    const mapping = {
      question: 'Prompt',
      answer_matching_behavior: 'verdict',
      answer_not_matching_behavior: 'other',
    };
    expect(await runOf(idOf(location))).toMatchObject({ state: 'checking', format: 'generic', mapping });
    await house.runJobs();
    expect(await runOf(idOf(location))).toMatchObject({ state: 'checked', items: 2, failed: 0 });
    expect(offered(await open(preview), 'map-answer_not_matching_behavior').chosen).toBe('other');
  });

  it('refuses a mapping without a question, keeping the rest', async () => {
    const location = await upload(dana, fileOf('{"a": "A?", "label": "Yes", "b": "No"}'));
    const fields = {
      format: 'generic',
      'map-question': '',
      'map-answer_matching_behavior': '1',
      'map-choices': '2',
    };
    const response = await dana
      .post(paths.importPreview(idOf(location)))
      .type('form')
      .send(fields)
      .expect(422);
    const $ = page(response.text);
    expect(fieldErrors($)).toEqual({ 'map-question': 'Say which field is the question.' });
    expect(offered($, 'map-choices').chosen).toBe('b');
    expect((await runOf(idOf(location))).state).toBe('received');
  });

  it.each([{ format: 'mischief' }, { format: 'occupation-table' }])('refuses %o', async (fields) => {
    const location = await upload(dana, goodFile);
    const preview = paths.importPreview(idOf(location));
    const $ = page((await dana.post(preview).type('form').send(fields).expect(422)).text);
    expect(fieldErrors($)).toEqual({ format: 'Choose a format.' });
    await dana.get(`${preview}?format=${fields.format}`).expect(422);
    await dana.post(preview).type('form').send({ surprise: 'x' }).expect(400);
    expect((await runOf(idOf(location))).state).toBe('received');
  });

  it('names the dataset that the same bytes are already, and other imports of them', async () => {
    await imported(house, dana);
    const again = await open(await upload(dana, goodFile));
    expect(mainText(again)).toContain('Already imported as enjoys-quiet, on 2026-03-02 09:00 UTC.');
    expect(again('.notice a').text()).toBe('Open the dataset enjoys-quiet');
    const other = await open(await upload(dana, goodFile, 'another-name.jsonl'));
    expect(mainText(other)).toContain('under another name: the same bytes were called enjoys-quiet.jsonl.');
    expect(mainText(other)).toContain(
      'were received as enjoys-quiet.jsonl, 2026-03-02 09:00 UTC, and are not imported yet.',
    );
  });

  it('looks at the file of an import of before there were steps, and has it checked', async () => {
    const run = await runOf(idOf(await upload(dana, goodFile)));
    const id = house.context.newId();
    await insertImport(house.context.db, { ...run, id, facts: null, format: null });
    const $ = await open(paths.import(id));
    expect(mainText($)).toContain('All of the first 3 records can be read as items.');
    expect(offered($, 'format').chosen).toContain('(detected)');
    await dana.post(paths.importPreview(id)).type('form').send({}).expect(303);
    await house.runJobs();
    expect(await runOf(id)).toMatchObject({ state: 'checked', items: 3 });
  });

  it('can be opened again after the check, and the file checked anew', async () => {
    const id = await checked(house, dana);
    expect((await open(paths.importPreview(id)))('.steps [aria-current=step]').text()).toContain('Preview');
    await dana.post(paths.importPreview(id)).type('form').send({ format: 'generic' }).expect(303);
    expect((await runOf(id)).state).toBe('checking');
  });

  it('is closed to others, to what is no import, and at another step', async () => {
    const id = await imported(house, dana);
    const conflict = page((await dana.get(paths.importPreview(id)).expect(409)).text);
    expect(conflict(`main a[href="${paths.import(id)}"]`)).toHaveLength(1);
    await dana.post(paths.importPreview(id)).type('form').send({}).expect(409);
    const ada = await house.signedIn('ada');
    await ada.get(paths.importPreview(id)).expect(403);
    await ada.post(paths.importPreview(id)).type('form').send({}).expect(403);
    for (const bad of ['x', '00000000-0000-7000-8000-000000000000']) {
      await dana.get(paths.importPreview(bad)).expect(404);
      await dana.post(paths.importPreview(bad)).type('form').send({}).expect(404);
    }
  });
});
