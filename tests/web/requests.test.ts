import { paths } from '../../server/paths';
import { openHouse, type House } from '../support/house';
import { mainText, page } from '../support/html';
import { once } from 'node:events';
import http from 'node:http';
import { connect } from 'node:net';
import request from 'supertest';

describe('every request', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('sqlite');
  });
  afterAll(() => house.close());

  const signIn = (headers: Record<string, string>): request.Test =>
    request(house.app).post(paths.signIn()).set(headers).type('form').send({ username: 'x', password: 'y' });

  it.each([
    ['same-origin by Sec-Fetch-Site', { 'Sec-Fetch-Site': 'same-origin' }],
    ['typed into the address bar', { 'Sec-Fetch-Site': 'none' }],
    ['our origin, where the browser sends no Sec-Fetch-Site', { Origin: 'http://assay.test' }],
    ['the host that was asked, over plain HTTP', { Origin: 'http://192.0.2.1:3000', Host: '192.0.2.1:3000' }],
  ])('lets a form pass that is %s', async (_name, headers) => {
    expect((await signIn(headers)).status).not.toBe(403);
  });

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://assay.test' }],
    ['another host of our site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another origin', { Origin: 'http://evil.test' }],
    ['a hidden origin', { Origin: 'null' }],
    ['nowhere', {}],
  ])('refuses a form from %s and says what to set', async (_name, headers) => {
    const response = await signIn(headers);
    expect(response.status).toBe(403);
    expect(mainText(page(response.text))).toContain('BASE_URL');
  });

  it.each([paths.signIn(), '/nowhere', '/static/css/app.css', '/static/../package.json', paths.work()])(
    'gets the security headers on %s',
    async (path) => {
      const { headers } = await request(house.app).get(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';form-action 'self';base-uri 'none';object-src 'none';frame-ancestors 'none';require-trusted-types-for 'script'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('gets strict transport security once the site is https', async () => {
    const secure = await openHouse('sqlite', { BASE_URL: 'https://assay.test' });
    const { headers } = await request(secure.app).get(paths.signIn());
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    await secure.close();
  });

  it('gets a page that says where it stands when nothing is there', async () => {
    const response = await request(house.app).get('/nowhere');
    expect(response.status).toBe(404);
    const $ = page(response.text);
    expect($('h1').text()).toBe('Page not found');
    expect($('title').text()).toBe('Page not found – Assay');
  });

  it('is refused at 100 kB of form', async () => {
    const response = await request(house.app)
      .post(paths.signIn())
      .set('Sec-Fetch-Site', 'same-origin')
      .type('form')
      .send({ username: 'x'.repeat(101 * 1024) });
    expect(response.status).toBe(413);
  });

  it.each(['TRACE', 'PUT', 'DELETE', 'OPTIONS'])('refuses the method %s', async (method) => {
    const { port } = house.app.listen(0).unref().address() as { port: number };
    const status = await new Promise((resolve, reject) => {
      const sent = http.request({ method, port, path: paths.signIn() }, (response) =>
        resolve(response.statusCode),
      );
      sent.on('error', reject).end();
    });
    expect(status).toBe(405);
  });

  it.each([
    '/.git/config',
    '/.env',
    '/node_modules/express/package.json',
    '/static/',
    '/static/js',
    '/server/app.ts',
  ])('finds no file of ours at %s, and no list of files', async (path) => {
    expect((await request(house.app).get(path)).status).toBe(404);
  });

  it.each([
    ['a length and a transfer encoding', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 0\r\n\r\n'],
    ['a transfer encoding in disguise', 'Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n'],
    ['a length with a sign', 'Content-Length: +4\r\n\r\n'],
    ['a line end of its own in a header', 'X-A: b\nContent-Length: 4\r\n\r\n'],
  ])('is refused and cut off with %s, and what hides in it is never answered', async (_name, rest) => {
    const server = house.app.listen(0);
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const socket = connect(port);
    let answered = '';
    socket.on('data', (chunk) => (answered += chunk.toString()));
    socket.write(
      `POST /sign-in HTTP/1.1\r\nHost: assay.test\r\n${rest}GET /help HTTP/1.1\r\nHost: x\r\n\r\n`,
    );
    await once(socket, 'close');
    server.close();
    expect(answered).toMatch(/^HTTP\/1\.1 400 /);
    expect(answered.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it('finds pages whatever others hang on the addresses of invitations', async () => {
    const marked = await request(house.app).get(`${paths.signInLink('x')}?fbclid=1&utm_source=mail`);
    expect(marked.status).toBe(200);
  });

  it('is told what is wrong with an addition the page does not take', async () => {
    const response = await request(house.app)
      .get(`${paths.help()}?utm_source=mail`)
      .set('Accept-Language', 'de');
    expect(response.status).toBe(400);
    expect(mainText(page(response.text))).toContain('Entfernen Sie, was auf das Fragezeichen folgt');
  });

  it.each(['//evil.test', '/%5cevil.test', 'https://evil.test', '/%2F/evil.test'])(
    'does not lead to %s after signing in',
    async (next) => {
      const { username, password } = house.cast.ada;
      const visitor = request(house.app).post(paths.signIn()).set('Sec-Fetch-Site', 'same-origin');
      const { headers } = await visitor
        .type('form')
        .send({ username, password, next: decodeURIComponent(next) });
      expect(headers.location).toBe(paths.home());
    },
  );

  it('leaves a line of what was refused: who, where and why, and nothing that was sent', async () => {
    const ada = await house.signedIn('ada');
    const { length } = house.logged;
    await ada.get(paths.studies()).expect(403);
    await ada.post(paths.signOut()).set('Sec-Fetch-Site', 'cross-site').send({}).expect(403);
    await ada.post(paths.optOuts()).type('json').send({}).expect(415);
    await ada.post(paths.optOuts()).type('form').send({ secret: 'never-logged' }).expect(400);
    const lines = house.logged.slice(length).map((line) => JSON.parse(line) as Record<string, unknown>);
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests.map(({ method, route, status, userId }) => [method, route, status, userId])).toEqual([
      ['GET', paths.studies(), 403, house.cast.ada.id],
      ['POST', 'none', 403, undefined],
      ['POST', 'none', 415, undefined],
      ['POST', paths.optOuts(), 400, house.cast.ada.id],
    ]);
    expect(house.logged.join('')).not.toContain('never-logged');
  });

  it('finds the sign of life', async () => {
    const response = await request(house.app).get(paths.health());
    expect([response.status, response.text]).toEqual([200, 'ok']);
  });
});
