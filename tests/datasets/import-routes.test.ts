import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listDatasets } from '../../server/datasets/dataset-store';
import { listImports, loadImport } from '../../server/datasets/import-store';
import { paths } from '../../server/paths';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { fieldErrors, mainText, page, tableRows } from '../support/html';
import { fixture } from './read-fixture';
import {
  checked,
  fileOf,
  goodFile,
  idOf,
  imported,
  itemLine,
  planFields,
  upload,
} from './wizard/wizard-client';

/** One part of a form as browsers send it; they send a file field without a file too. */
function part(name: string, value: string, more = ''): string {
  return `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
}

describe.each(engines)('receiving a file on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeEach(async () => {
    house = await openHouse(engine, { UPLOAD_LIMIT_MIB: '1' });
    dana = await house.signedIn('dana');
  });
  afterEach(() => house.close());

  const uploads = (): string[] => readdirSync(join(house.context.config.dataFolder, 'uploads'));
  const send = (parts: readonly string[]) =>
    dana
      .post(paths.imports())
      .type('multipart/form-data; boundary=x')
      .send(`${parts.join('')}--x--\r\n`);

  it('says what it takes and how much of it', async () => {
    const $ = page((await dana.get(paths.newImport()).expect(200)).text);
    expect($('form[enctype="multipart/form-data"] input[type=file]').attr('name')).toBe('file');
    expect(mainText($)).toContain('At most 1 MiB');
    expect($('.steps [aria-current=step]').text()).toContain('File');
  });

  it('leads from an upload to its preview, and leaves nothing among the uploads', async () => {
    const location = await upload(dana, goodFile);
    expect(location).toBe(paths.import(idOf(location)));
    const $ = page((await dana.get(location).expect(200)).text);
    expect(mainText($, 'h1')).toBe('Preview of enjoys-quiet.jsonl');
    expect(uploads()).toEqual([]);
    const run = await loadImport(house.context.db, idOf(location));
    expect(run).toMatchObject({ state: 'received', bytes: goodFile.length, createdBy: house.cast.dana.id });
    expect(await listDatasets(house.context.db)).toEqual([]);
  });

  it('takes packed files', async () => {
    const location = await upload(dana, gzipSync(goodFile), 'enjoys-quiet.jsonl.gz');
    const $ = page((await dana.get(location).expect(200)).text);
    expect(mainText($)).toContain('All of the first 3 records can be read as items.');
  });

  it('takes pasted text as a file with the line ends that files have', async () => {
    const text = `${itemLine('Pasted?')}\r\n${itemLine('Pasted too?')}\r\n`;
    const { headers } = await send([
      part('text', text),
      part('name', 'likes-paste'),
      part('file', '', '; filename=""\r\nContent-Type: application/octet-stream'),
    ]).expect(303);
    const run = await loadImport(house.context.db, idOf(headers.location!));
    expect(run).toMatchObject({ fileName: 'likes-paste', bytes: text.length - 2 });
    const $ = page((await dana.get(headers.location!).expect(200)).text);
    expect(mainText($)).toContain('All of the first 2 records can be read as items.');
    expect(uploads()).toEqual([]);
  });

  it.each([
    [
      'nothing',
      [part('file', '', '; filename=""\r\nContent-Type: application/octet-stream')],
      { file: 'Choose a file, or paste a text.' },
    ],
    ['no field at all', [part('name', 'x')], { file: 'Choose a file, or paste a text.' }],
    [
      'an empty file',
      [part('file', '', '; filename="a.jsonl"')],
      { file: 'The file is empty. Choose another.' },
    ],
    [
      'two things at once',
      [part('file', 'x', '; filename="a.jsonl"'), part('text', 'y')],
      { file: 'Choose a file or paste a text, not both.' },
    ],
    [
      'a longer text than is taken',
      [part('text', 'ä'.repeat(600_000))],
      { text: 'The text is longer than 1 MiB. Save it as a file and choose that instead.' },
    ],
    [
      'a name with a control character',
      [part('text', 'y'), part('name', 'a\u0007b')],
      { name: 'Enter a name of at most 200 characters, without control characters.' },
    ],
  ])('refuses %s on the form', async (_what, parts, errors) => {
    const $ = page((await send(parts).expect(422)).text);
    expect(fieldErrors($)).toEqual(errors);
    expect(uploads()).toEqual([]);
    expect(await listImports(house.context.db, { before: undefined, limit: 9 })).toEqual([]);
  });

  it('keeps what was pasted when something else is wrong', async () => {
    const $ = page(
      (await send([part('text', '<b>typed</b>\r\nmore'), part('name', 'n\u0007')]).expect(422)).text,
    );
    expect($('textarea[name=text]').text()).toContain('<b>typed</b>');
    expect($('input[name=name]').attr('value')).toBe('n\u0007');
    expect($('details').attr('open')).toBeDefined();
  });

  it('refuses a file over the limit of the settings and keeps nothing of it', async () => {
    const large = Buffer.alloc(1024 * 1024 + 1, 'x');
    const request = dana.post(paths.imports()).field('text', ' ').attach('file', large, 'large.jsonl');
    const $ = page((await request.expect(413)).text);
    expect(fieldErrors($)).toEqual({
      file: 'The file is larger than 1 MiB. Split it, or import it with the command line.',
    });
    expect(uploads()).toEqual([]);
  });

  it('refuses a field the form does not have, and a form that is cut off', async () => {
    await dana.post(paths.imports()).field('slug', 'mine').attach('file', goodFile, 'a.jsonl').expect(422);
    const cut = dana.post(paths.imports()).type('multipart/form-data; boundary=x');
    const $ = page(
      (await cut.send(part('file', 'half', '; filename="a.jsonl"').slice(0, -2)).expect(422)).text,
    );
    expect(Object.keys(fieldErrors($))).toEqual(['file']);
    expect(uploads()).toEqual([]);
  });

  it('treats the name of the file as a stranger’s words', async () => {
    const location = await upload(dana, goodFile, '../../<b>enjoys</b>.jsonl');
    const $ = page((await dana.get(location).expect(200)).text);
    expect($('main b')).toHaveLength(0);
  });

  it('says what is wrong with a file of another kind, and how to go on', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    const location = await upload(dana, png, 'holiday.png');
    const $ = page((await dana.get(location).expect(200)).text);
    expect($('main .notice-warning').length).toBe(1);
    expect($(`main a[href="${paths.newImport()}"]`).length).toBe(1);
  });

  it('says that a table is no dataset', async () => {
    const { headers } = await dana
      .post(paths.imports())
      .attach('file', fixture('occupation-table.jsonl'))
      .expect(303);
    const $ = page((await dana.get(headers.location!).expect(200)).text);
    expect(mainText($)).toContain('This is a table, not a dataset');
  });

  it('lets nobody but administrators in', async () => {
    const ada = await house.signedIn('ada');
    await ada.get(paths.imports()).expect(403);
    await ada.get(paths.newImport()).expect(403);
    await ada.post(paths.imports()).attach('file', goodFile, 'a.jsonl').expect(403);
    await house
      .visitor()
      .post(paths.imports())
      .attach('file', goodFile, 'a.jsonl')
      .expect(303, /sign-in/);
    expect(await listImports(house.context.db, { before: undefined, limit: 9 })).toEqual([]);
  });
});

describe('the list of imports', () => {
  let house: House;
  let dana: Agent;
  beforeAll(async () => {
    house = await openHouse('sqlite');
    dana = await house.signedIn('dana');
  });
  afterAll(() => house.close());

  const rows = async (address: string): Promise<string[][]> =>
    tableRows(page((await dana.get(address).expect(200)).text), 'Files that were received, the newest first');

  it('says of each what state it is in and what to do next, the newest first', async () => {
    expect((await rows(paths.imports()))[0]).toEqual(['No file has been received yet.']);
    await upload(dana, fileOf(itemLine('first')), 'first.jsonl');
    house.clock.advance(1000);
    const planned = await checked(house, dana, fileOf(itemLine('second'), 'x'), 'second.jsonl');
    await dana
      .post(paths.importPlan(planned))
      .type('form')
      .send(await planFields(dana, planned))
      .expect(303);
    house.clock.advance(1000);
    await imported(house, dana, { bytes: fileOf(itemLine('third')), fileName: 'third.jsonl' });
    const shown = (await rows(paths.imports())).map(([file, state, items, failed, , next]) => [
      file,
      state,
      items,
      failed,
      next,
    ]);
    expect(shown).toEqual([
      ['third.jsonl', 'Imported', '1', '0', 'See the result'],
      ['second.jsonl', 'Checked, not imported', '1', '1', 'Import 1 item'],
      ['first.jsonl', 'Waiting for its check', '–', '–', 'Look at the preview'],
    ]);
  });

  it('is read on by the last import shown', async () => {
    for (let n = 0; n < 50; n++) {
      house.clock.advance(1000);
      await upload(dana, fileOf(itemLine(`number ${n}`)), `number-${n}.jsonl`);
    }
    const $ = page((await dana.get(paths.imports()).expect(200)).text);
    const older = $('.pagination a').attr('href') ?? '';
    expect((await rows(paths.imports())).length).toBe(50);
    expect((await rows(older)).map(([file]) => file)).toEqual(['third.jsonl', 'second.jsonl', 'first.jsonl']);
    expect((await rows(`${paths.imports()}?before=nothing`)).length).toBe(50);
  });
});
