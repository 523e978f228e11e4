import BetterSqlite from 'better-sqlite3';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../../server/paths';
import { joinStudy } from '../../server/studies/join-study';
import { openHouse } from '../support/house';
import { fieldErrors, mainText, page } from '../support/html';
import { makeDataset, makeStudy, paperAnswers } from '../studies/small-study';

it('keeps the form when another process holds the database, and saves it afterwards', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'busy-')), 'busy.db');
  const house = await openHouse('sqlite', { DATABASE_URL: `sqlite:${file}` });
  const { context, cast } = house;
  await makeDataset(context, { items: 2, slug: 'two' });
  const study = await makeStudy(context, { datasets: ['two'] });
  await joinStudy(context.db, context, { studyId: study.id, raterId: cast.ada.id });
  const ada = await house.signedIn('ada');
  const claimed = await ada.post(paths.studyAssignments(study.id)).type('form').send({}).expect(303);
  const url = String(claimed.headers.location);
  const form = page((await ada.get(url)).text);
  const hidden = ['submissionId', 'baseRevision'].map(
    (name) => [name, String(form(`[name=${name}]`).val())] as const,
  );
  const sent: Record<string, string> = { ...Object.fromEntries(hidden), ...paperAnswers, comment: 'kept' };

  const other = new BetterSqlite(file);
  other.exec('BEGIN IMMEDIATE');
  // By now the use of the sign-in would be noted, too: that it cannot be must not keep the page back.
  house.clock.advance(2 * 60_000);
  // Each is told after seconds of waiting; side by side they wait for half as long.
  const [refused, notKept] = await Promise.all([
    ada.post(url).type('form').send(sent),
    ada.post(url.replace('/rating', '/lease')).type('form').send(sent),
  ]);
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5']);
  const $ = page(refused.text);
  expect(Object.values(fieldErrors($))).toEqual([
    'The database is busy, so nothing was saved. Keep this page and try again in a moment.',
  ]);
  expect($('textarea[name=comment]').val()).toBe('kept');
  expect($('input[name=relevance]:checked').val()).toBe(sent.relevance);
  expect($('input[name=submissionId]').val()).toBe(sent.submissionId);
  expect([notKept.status, notKept.headers['retry-after']]).toEqual([503, '5']);
  expect(page(notKept.text)('textarea[name=comment]').val()).toBe('kept');
  expect(mainText(page(notKept.text))).toContain('The database is busy');
  other.exec('ROLLBACK');
  other.close();

  await ada.post(url).type('form').send(sent).expect(303);
  await house.close();
});
