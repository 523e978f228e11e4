import { paths } from '../../server/paths';
import { openFurnishedHouse, type Furniture } from '../pages/furnished-house';
import { page } from '../support/html';
import type { House } from '../support/house';
import { staffPassword } from '../support/staff';
import { routeMatrix } from './route-matrix';

let house: House & { furniture: Furniture };
beforeAll(async () => {
  house = await openFurnishedHouse();
});
afterAll(() => house.close());

/** Every kind of link with a token in its address, and what is sent from the page it opens. */
const links: Readonly<Record<string, { path: () => Promise<string>; send: () => Record<string, string> }>> = {
  '/join/:token': {
    path: async () => Promise.resolve(house.furniture.joinPath),
    send: () => ({ username: 'Grace', password: staffPassword }),
  },
  '/access/:token': {
    path: async () => Promise.resolve(house.furniture.resetPath),
    send: () => ({ password: staffPassword }),
  },
  '/panels/:token': {
    path: async () => Promise.resolve(house.furniture.arrivalPath),
    send: () => ({}),
  },
  '/sign-in/link/:token': {
    path: async () => {
      const ada = await house.signedIn('ada');
      const made = await ada.post(paths.accountLink()).type('form').send({ proof: house.cast.ada.password });
      return new URL(String(page(made.text)('#link').val())).pathname;
    },
    send: () => ({}),
  },
};

it('knows every link with a token in it, but the one that makes the first administrator', () => {
  const patterns = routeMatrix.map(({ route }) => route.split(' ')[1] ?? '');
  const opened = new Set(patterns.filter((pattern) => pattern.endsWith('/:token')));
  opened.delete('/setup/:token');
  expect([...opened].sort()).toEqual(Object.keys(links).sort());
});

it.each(Object.keys(links))('leads from %s to an address without the token', async (pattern) => {
  const { path, send } = links[pattern]!;
  const address = await path();
  const token = /[\w-]{43}/.exec(address)![0];
  const visitor = house.visitor();
  // A panel’s door leads once to itself, without what came after the question mark.
  const shown = page((await visitor.get(address).redirects(1).expect(200)).text);
  const action = shown('main form[method=post]').last().attr('action') || address;
  const answer = await visitor.post(action).type('form').send(send());
  expect([303, answer.get('Location')]).toEqual([answer.status, expect.not.stringContaining(token)]);
  const next = await visitor.get(answer.get('Location')!);
  expect(next.status).toBeLessThan(400);
  expect(next.text).not.toContain(token);
});
