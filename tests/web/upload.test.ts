import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { ExpectedError } from '../../server/errors';
import { receiveUpload, type Upload } from '../../server/web/upload';

const folder = mkdtempSync(join(tmpdir(), 'assay-upload-'));
const report: ErrorRequestHandler = (error: unknown, _req, res, next) =>
  error instanceof ExpectedError ? res.status(error.status).send(error.message) : next(error);

function receiver(maxBytes: number): Express {
  let count = 0;
  const app = express();
  app.post('/', async (req, res) => {
    const limits = {
      fileBytes: maxBytes,
      fields: ['purpose', 'text'],
      longField: { name: 'text', bytes: 50_000 },
    };
    res.json(await receiveUpload(req, join(folder, `${maxBytes}-${count++}`), limits));
  });
  return app.use(report);
}

describe('receiveUpload', () => {
  it('stores, counts and hashes the bytes as they came, beside the other fields', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 239, 187, 191]);
    const response = await request(receiver(100))
      .post('/')
      .field('purpose', 'gold')
      .attach('file', bytes, '../../näme "x".jsonl');
    const { file, fields } = response.body as Upload;
    expect(file).toMatchObject({ bytes: 7, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(fields).toEqual({ purpose: 'gold' });
    expect(file?.fileName).toContain('näme');
    expect(readFileSync(file!.path)).toEqual(bytes);
    expect(file?.path.startsWith(folder)).toBe(true);
  });

  it('takes a file of exactly the limit and leaves nothing of a larger one', async () => {
    const taken = await request(receiver(10)).post('/').attach('file', Buffer.alloc(10), 'a');
    expect(taken.body).toMatchObject({ file: { bytes: 10 }, isTooLarge: false });
    const larger = request(receiver(9)).post('/').field('purpose', 'gold');
    const response = await larger.attach('file', Buffer.alloc(500_000), 'a');
    expect(response.body).toEqual({ isTooLarge: true, fields: { purpose: 'gold' } });
    expect(readdirSync(folder).filter((name) => name.startsWith('9-'))).toEqual([]);
  });

  it('refuses a field sent twice, one it does not know and a second file, and leaves nothing of them', async () => {
    const unknown = request(receiver(62)).post('/').field('other', 'a');
    expect((await unknown.attach('file', Buffer.alloc(3), 'a')).status).toBe(400);
    const twice = request(receiver(60)).post('/').field('purpose', 'a').field('purpose', 'b');
    expect((await twice.attach('file', Buffer.alloc(3), 'a')).status).toBe(400);
    const files = request(receiver(61)).post('/').attach('file', Buffer.alloc(3), 'a');
    expect((await files.attach('file', Buffer.alloc(3), 'b')).status).toBe(400);
    expect(readdirSync(folder).filter((name) => name.startsWith('6'))).toEqual([]);
  });

  it('takes pages of text in the one field that may hold them, and not in others', async () => {
    const text = 'ä'.repeat(20_000);
    const taken = await request(receiver(70)).post('/').field('text', text);
    expect(taken.body).toEqual({ isTooLarge: false, fields: { text } });
    expect((await request(receiver(71)).post('/').field('text', `${text}${text}`)).status).toBe(400);
    expect((await request(receiver(72)).post('/').field('purpose', text)).status).toBe(400);
  });

  it.each([100, 1_000_000])('answers when %d bytes cannot be written, and reads the rest', async (size) => {
    const app = express();
    app.post('/', async (req, res) => {
      res.json(
        await receiveUpload(req, join(folder, 'no-such-folder', 'file'), { fileBytes: 1e9, fields: [] }),
      );
    });
    const failed: ErrorRequestHandler = (error: NodeJS.ErrnoException, _req, res, _next) =>
      res.status(500).send(error.code);
    const sent = request(app.use(failed)).post('/').attach('file', Buffer.alloc(size), 'a');
    const response = await sent.timeout(5000);
    expect(response.status).toBe(500);
    expect(response.text).toBe('ENOENT');
  });

  it('keeps nothing of a file field without a file', async () => {
    const body =
      '--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n';
    const response = await request(receiver(80)).post('/').type('multipart/form-data; boundary=x').send(body);
    expect(response.body).toEqual({ isTooLarge: false, fields: {} });
    expect(readdirSync(folder).filter((name) => name.startsWith('8'))).toEqual([]);
  });

  it.each([
    [
      'a body cut off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nhalf',
    ],
    ['no boundary', 'multipart/form-data', 'x'],
    ['another kind of form', 'text/plain', 'x'],
  ])('refuses %s', async (_name, type, body) => {
    const response = await request(receiver(50)).post('/').set('Content-Type', type).send(body);
    expect(response.status).toBe(400);
    expect(existsSync(join(folder, '50-0'))).toBe(false);
  });
});
