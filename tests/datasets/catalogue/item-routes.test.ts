import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { insertImport } from '../../../server/datasets/import-store';
import type { Dataset } from '../../../server/datasets/dataset-store';
import { setDecision } from '../../../server/datasets/lint/lint-decision-store';
import { insertFindings } from '../../../server/datasets/lint-store';
import { paths } from '../../../server/paths';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { fieldErrors, mainText, page } from '../../support/html';
import { importRun } from '../import-run';
import { storeItems } from './store-items';

const hostile = '<script>alert(1)</script> zero\u200bwidth';
const record = `{"question": ${JSON.stringify(hostile)}}`;

describe.each(engines)('the items of a dataset on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let dataset: Dataset;
  beforeAll(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
    const { context } = house;
    await insertImport(context.db, importRun('an-import'));
    writeFileSync(join(context.config.dataFolder, 'originals', 'a-hash'), `${record}\n{"question": "x"}\n`);
    dataset = await storeItems(
      context,
      'browsed',
      [
        { text: hostile, stem: hostile, labelConfidence: 0.50041 },
        { text: 'Odd text', labelIndex: null },
        ...Array.from({ length: 118 }, () => ({})),
      ],
      { importId: 'an-import', sha256: 'a-hash' },
    );
    const detail = 'The same as line 9 of <b>other</b>.';
    await insertFindings(context.db, 'an-import', [
      { rule: 'gone-rule', line: 1, detail },
      { rule: 'file-rule', line: 0, detail },
    ]);
    const decided = { datasetId: dataset.id, decidedBy: null, decidedAt: 1 };
    await setDecision(context.db, { ...decided, rule: 'gone-rule', decision: 'quarantined' });
  });
  afterAll(() => house.close());

  const browse = async (query: Record<string, string> = {}, status = 200) =>
    page((await dana.get(paths.datasetItems(dataset.id)).query(query).expect(status)).text);
  const linesOn = ($: ReturnType<typeof page>): string[] =>
    $('main section h2')
      .toArray()
      .map((heading) => $(heading).text());

  it('are shown with their choices, their label and what was found, hostile text as text', async () => {
    const $ = await browse();
    expect(linesOn($)).toHaveLength(50);
    expect($('main script, main b')).toHaveLength(0);
    const first = mainText($, 'section[aria-labelledby=line-1]');
    expect(first).toContain('<script>alert(1)</script> zeroU+200Bwidth');
    expect(first).toContain('(A) Yes Label (B) No');
    expect(first).toContain('Label confidence 50.0%');
    expect(first).toContain('The same as line 9 of <b>other</b>. quarantined');
    const second = mainText($, 'section[aria-labelledby=line-2]');
    expect(second).toContain('No label');
    expect(second).toContain('The choices could not be told from the text');
    expect(mainText($)).toContain('120 items of 120');
  });

  it('name invisible characters or show texts as they are, by a link', async () => {
    const link = (await browse({ text: 'zero' }))('a:contains("Show texts as raters see them")').attr(
      'href',
    )!;
    const $ = page((await dana.get(link).expect(200)).text);
    expect($('section bdi').first().text()).toBe(hostile);
    expect(linesOn($)).toEqual(['Line 1']);
    expect($('a:contains("Name invisible characters")').attr('href')).not.toContain('view');
    expect($('input[name=view]').attr('value')).toBe('raw');
  });

  it('are found by what the form asks, and the form keeps it', async () => {
    const $ = await browse({ text: 'ODD', label: 'none', choices: '2', quarantined: 'no' });
    expect(linesOn($)).toEqual(['Line 2']);
    expect(mainText($)).toContain('1 item of 120');
    const sent = Object.fromEntries(new URLSearchParams($('main form').serialize()));
    expect(sent).toMatchObject({ text: 'ODD', label: 'none', choices: '2', quarantined: 'no' });
    expect(linesOn(await browse(sent))).toEqual(['Line 2']);
    expect(linesOn(await browse({ from: '50.041', to: '50.041' }))).toEqual(['Line 1']);
    const byRule = await browse({ rule: 'gone-rule' });
    expect(linesOn(byRule)).toEqual(['Line 1']);
    expect(
      byRule('select[name=rule] option')
        .toArray()
        .map((option) => byRule(option).attr('value')),
    ).toEqual(['', 'gone-rule']);
  });

  it('come page by page, with the filters kept', async () => {
    let $ = await browse({ text: 'question' });
    const seen = linesOn($);
    for (let href; (href = $('a[rel=next]').attr('href'));) {
      $ = page((await dana.get(href).expect(200)).text);
      seen.push(...linesOn($));
    }
    expect(seen).toEqual(Array.from({ length: 118 }, (_, n) => `Line ${n + 3}`));
    expect($('nav.pagination a').attr('href')).toBe(`${paths.datasetItems(dataset.id)}?text=question`);
  });

  it('say how to get rid of filters that nothing fits', async () => {
    const $ = await browse({ text: "%' OR 1=1 --" });
    expect(mainText($)).toContain('No item fits.');
    expect($('.empty-state a').attr('href')).toBe(paths.datasetItems(dataset.id));
  });

  it('show what is wrong with a filter', async () => {
    const $ = await browse({ choices: 'two', from: '-1', to: '101', label: 'x', rule: 'A rule' }, 422);
    expect(fieldErrors($)).toEqual({
      choices: 'Enter the number of choices in digits, or leave it empty.',
      from: 'Enter the lowest label confidence as a number from 0 to 100.',
      to: 'Enter the highest label confidence as a number from 0 to 100.',
      rule: 'Choose a lint rule from the list.',
    });
    expect($('input[name=choices]').attr('value')).toBe('two');
    expect($('input[name=label]').attr('value')).toBe('x');
  });

  it('have a page each, with the record as it stands in the file', async () => {
    const $ = page((await dana.get(paths.datasetItem(dataset.id, 1)).expect(200)).text);
    expect($('h1').text()).toBe('Line 1 of browsed');
    const text = mainText($);
    expect(text).toContain('In the file: 0.50041');
    expect(text).toContain('The same as line 9 of <b>other</b>. quarantined');
    expect($('.specimen-raw').text().trim()).toBe(record.replace('\u200b', 'U+200B'));
    const raw = page((await dana.get(`${paths.datasetItem(dataset.id, 1)}?view=raw`).expect(200)).text);
    expect(raw('.specimen-raw').text().trim()).toBe(record);
    expect($('a[rel=next]').attr('href')).toBe(paths.datasetItem(dataset.id, 2));
    const second = page((await dana.get(paths.datasetItem(dataset.id, 2)).expect(200)).text);
    expect(second('nav.pagination a').first().attr('href')).toBe(paths.datasetItem(dataset.id, 1));
    expect(mainText(second)).toContain('Nothing. What they found in other items');
  });

  it('show no record where it would take too long to find, or nobody knows how', async () => {
    const { context } = house;
    const long = `{"question": "${'x'.repeat(1_000_000)}"}\n`;
    writeFileSync(join(context.config.dataFolder, 'originals', 'large-hash'), long.repeat(20));
    const far = [{ line: 20 }];
    const large = await storeItems(context, 'large', far, { importId: 'an-import', sha256: 'large-hash' });
    const alone = await storeItems(context, 'alone', [{}]);
    for (const { id, line } of [
      { id: large.id, line: 20 },
      { id: alone.id, line: 1 },
    ]) {
      const $ = page((await dana.get(paths.datasetItem(id, line)).expect(200)).text);
      expect($(`main a[href="${paths.datasetOriginal(id)}"]`)).toHaveLength(1);
    }
  });

  it('answer 404 where there is no item', async () => {
    for (const line of ['121', '0', '01', '1.5', 'x', '9999999999']) {
      await dana.get(`${paths.datasetItems(dataset.id)}/${line}`).expect(404);
    }
    await dana.get(paths.datasetItems(house.context.newId())).expect(404);
    await dana.get(paths.datasetItem('nothing', 1)).expect(404);
  });

  it('are for admins only', async () => {
    const ada = await house.signedIn('ada');
    for (const url of [paths.datasetItems(dataset.id), paths.datasetItem(dataset.id, 1)]) {
      await ada.get(url).expect(403);
      await house.visitor().get(url).expect(303);
    }
  });
});
