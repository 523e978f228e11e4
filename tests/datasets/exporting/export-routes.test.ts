import fc from 'fast-check';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createApp } from '../../../server/app';
import type { Context } from '../../../server/context';
import type { Database } from '../../../server/db/database';
import type { Dataset } from '../../../server/datasets/dataset-store';
import { exportItems } from '../../../server/datasets/exporting/export-items';
import { itemFormats } from '../../../server/datasets/item-formats';
import { insertImport } from '../../../server/datasets/import-store';
import { setDecision } from '../../../server/datasets/lint/lint-decision-store';
import { insertFindings } from '../../../server/datasets/lint-store';
import { paths } from '../../../server/paths';
import { engines } from '../../support/engines';
import { openHouse, type Agent, type House } from '../../support/house';
import { collect } from '../read-fixture';
import { arbitraryItem } from './arbitrary-items';
import { storeItems, storeOriginal } from './store-items';

const items = fc.sample(arbitraryItem, { numRuns: 450, seed: 3 });
const keys = ['jsonl', 'csv', 'parquet'];

async function fileOf(
  context: Context,
  dataset: Dataset,
  key: string,
  withoutQuarantined = false,
): Promise<Buffer> {
  const { write } = itemFormats.find((format) => format.key === key)!;
  const chunks = await collect(write(exportItems(context.db, dataset, { withoutQuarantined })));
  return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)));
}

describe.each(engines)('the downloads of a dataset on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let dataset: Dataset;
  beforeAll(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
    dataset = await storeItems(house.context, 'rain', items, { fileName: 'a/rain.jsonl.gz', sha256: 'abc' });
    storeOriginal(house.context, 'abc', Buffer.from([0x1f, 0x8b, 0, 255]));
  });
  afterAll(() => house.close());

  const download = async (url: string): Promise<{ headers: Record<string, string>; body: Buffer }> => {
    const response = await dana.get(url).responseType('blob').expect(200);
    return { headers: response.headers, body: response.body as Buffer };
  };

  it('have every item once, in file order, with numbers from 1', async () => {
    const rows = await collect(exportItems(house.context.db, dataset, { withoutQuarantined: false }));
    expect(rows.map(({ content }) => content)).toEqual(items);
    expect(rows.map(({ number }) => number)).toEqual(items.map((_, index) => index + 1));
  });

  it.each(keys)('are files that no browser runs: items as %s', async (key) => {
    const { headers, body } = await download(paths.datasetItemsFile(dataset.id, key));
    expect(headers).toMatchObject({
      'content-type': itemFormats.find((format) => format.key === key)!.contentType,
      'content-disposition': `attachment; filename=rain-items.${key}`,
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(body.equals(await fileOf(house.context, dataset, key))).toBe(true);
  });

  it('have the very bytes of the original, packed as they came', async () => {
    const { headers, body } = await download(paths.datasetOriginal(dataset.id));
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename=rain.jsonl.gz',
      'content-length': '4',
      'content-security-policy': 'sandbox',
    });
    expect([...body]).toEqual([0x1f, 0x8b, 0, 255]);
  });

  it('tell a program that only asks what there is, without reading the items', async () => {
    const { headers, text } = await dana.head(paths.datasetItemsFile(dataset.id, 'csv')).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text).toBeUndefined();
  });

  it('leave out quarantined items when asked, and number the rest anew', async () => {
    const { context } = house;
    const importId = context.newId();
    await insertImport(context.db, {
      ...{ id: importId, fileName: 'x.jsonl', sha256: 'x', bytes: 1, state: 'imported', facts: null },
      ...{ format: null, mapping: null, plan: null, refusal: null, records: 3, items: 3, labelled: 3 },
      ...{ failed: 0, warned: 0, datasetId: null, createdBy: null, createdAt: 0 },
    });
    const flagged = await storeItems(context, 'flagged', items.slice(0, 3), { importId });
    await insertFindings(context.db, importId, [{ rule: 'blank-choice', line: 5, detail: 'blank' }]);
    const decided = { decidedBy: null, decidedAt: 0 };
    await setDecision(context.db, {
      ...decided,
      datasetId: flagged.id,
      rule: 'blank-choice',
      decision: 'quarantined',
    });
    const url = paths.datasetItemsFile(flagged.id, 'jsonl');
    const numbersAndItems = async (query: string): Promise<unknown[]> => {
      const { body } = await download(url + query);
      const lines = body.toString().trimEnd().split('\n');
      return lines.map((line) => {
        const { number, content } = JSON.parse(line) as { number: number; content: unknown };
        return [number, content];
      });
    };
    const stored = items.slice(0, 3).map((item) => JSON.parse(JSON.stringify(item)) as unknown);
    expect(await numbersAndItems('')).toEqual([
      [1, stored[0]],
      [2, stored[1]],
      [3, stored[2]],
    ]);
    expect(await numbersAndItems('?quarantined=left-out')).toEqual([
      [1, stored[0]],
      [2, stored[2]],
    ]);
  });

  it('stop reading when the reader leaves', async () => {
    const text = 'x'.repeat(30_000);
    const large = await storeItems(
      house.context,
      'large',
      Array<(typeof items)[0]>(2000).fill({ ...items[0]!, text }),
    );
    let reads = 0;
    const { db } = house.context;
    const all: Database['all'] = (sql, ...params) => {
      if (/FROM items/.test(sql)) reads++;
      return db.all(sql, ...params);
    };
    const server = createServer(createApp({ ...house.context, db: { ...db, all } })).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const signedIn = await house.signedIn('dana');
    const cookie = signedIn.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false });
    const url = `http://127.0.0.1:${port}${paths.datasetItemsFile(large.id, 'jsonl')}`;
    const [response] = (await once(
      get(url, { headers: { cookie: cookie.toValueString() } }),
      'response',
    )) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    await once(response, 'data');
    response.destroy();
    await setTimeout(200);
    const readBefore = reads;
    await setTimeout(300);
    expect(reads).toBe(readBefore);
    expect(reads).toBeLessThan(5);
    server.close();
  });

  it.each([...keys.map((key) => paths.datasetItemsFile('nothing', key)), paths.datasetOriginal('nothing')])(
    'answer 404 at %s',
    async (url) => void (await dana.get(url).expect(404)),
  );

  it('answer 404 for a format there is not', async () => {
    await dana.get(paths.datasetItemsFile(dataset.id, 'exe')).expect(404);
  });

  it('are for admins only', async () => {
    const ada = await house.signedIn('ada');
    for (const url of [
      ...keys.map((key) => paths.datasetItemsFile(dataset.id, key)),
      paths.datasetOriginal(dataset.id),
    ]) {
      await ada.get(url).expect(403);
      const { headers } = await house.visitor().get(url).expect(303);
      expect(headers.location).toContain(paths.signIn());
    }
  });
});
