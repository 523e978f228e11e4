import { paths } from '../../server/paths';
import type { Report } from '../../server/reports/report';
import { smallStudy } from '../agreement/small-study';
import { writeStudy } from '../agreement/written-study';
import { engines } from '../support/engines';
import { type Agent, type House, openHouse } from '../support/house';
import { mainText, page, tableRows } from '../support/html';
import { ratingsText, reportText } from './texts';

/** A downloaded file as text. */
async function fileText(agent: Agent, path: string): Promise<string> {
  const response = await agent
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
    })
    .expect(200);
  return response.body as string;
}

describe.each(engines)('reports on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let studyId: string;
  beforeAll(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
    studyId = (await writeStudy(house.context.db, smallStudy)).id;
  });
  afterAll(() => house.close());

  const ask = (form: Record<string, string>) =>
    dana.post(paths.studyReports(studyId)).type('form').send(form);
  const settings = { barPercent: '90', seed: '7' };
  let reportPath: string;

  it('are asked for on the study’s page, and waited for on their own', async () => {
    const $ = page((await dana.get(paths.study(studyId)).expect(200)).text);
    expect($(`form[action="${paths.studyReports(studyId)}"] [name=seed]`).val()).toBe('1');
    reportPath = (await ask(settings).expect(303)).get('Location')!;
    const waiting = page((await dana.get(reportPath).expect(200)).text);
    expect(mainText(waiting)).toContain('The report is being computed.');
    await dana.get(`${reportPath}/files/report.json`).expect(404);
  });

  it('show what their file holds', async () => {
    await house.runJobs();
    const $ = page((await dana.get(reportPath).expect(200)).text);
    expect(mainText($)).toContain('Live, not final');
    const report = JSON.parse(await fileText(dana, `${reportPath}/files/report.json`)) as Report;
    expect(report.settings).toMatchObject({ seed: 7, bar: 0.9, replicates: 2000 });
    expect(mainText($)).toContain(report.snapshot.ratingsSha256);
    const [row] = tableRows($, 'Label agreement by dataset');
    expect(row!.slice(0, 2)).toEqual(['small', '66.7%']);
  });

  it('are computed once for the same ratings and settings', async () => {
    expect((await ask(settings).expect(303)).get('Location')).toBe(reportPath);
    expect((await ask({ ...settings, seed: '8' }).expect(303)).get('Location')).not.toBe(reportPath);
  });

  it('are the same on the command line', async () => {
    const text = await fileText(dana, `${reportPath}/files/report.json`);
    const again = await reportText(house.context.db, studyId, 'json');
    expect({ ...(JSON.parse(again) as Report), settings: 0, datasets: 0, pooled: 0, study: 0 }).toEqual({
      ...(JSON.parse(text) as Report),
      ...{ settings: 0, datasets: 0, pooled: 0, study: 0 },
    });
  });

  it('refuse a bar or a seed that is none, and keep what was typed', async () => {
    const $ = page((await ask({ barPercent: '100', seed: 'x' }).expect(422)).text);
    expect($('title').text()).toMatch(/^Error: /);
    expect($('.error-summary').text()).toContain('Enter the bar in percent: a whole number from 1 to 99.');
    expect($('[name=seed]').val()).toBe('x');
    await ask({ ...settings, more: '1' }).expect(400);
  });

  it('are for administrators', async () => {
    const ada = await house.signedIn('ada');
    for (const path of [reportPath, `${reportPath}/files/report.html`, `${reportPath}/files/bundle.zip`]) {
      await ada.get(path).expect(403);
      await house.visitor().get(path).expect(303);
    }
    await ada.post(paths.studyReports(studyId)).type('form').send(settings).expect(403);
    await dana.get(paths.report(house.context.newId())).expect(404);
    await dana.post(paths.studyReports(house.context.newId())).type('form').send(settings).expect(404);
  });

  it('know no other files', async () => {
    await dana.get(`${reportPath}/files/report.exe`).expect(404);
    await dana.get(`${reportPath}/files/..%2f..%2fpackage.json`).expect(404);
    await dana.get(paths.ratings(studyId, 'json')).expect(404);
  });

  it('say when ratings have come since, and offer only what does not need them', async () => {
    const { db } = house.context;
    await fileText(dana, `${reportPath}/files/items.csv`);
    await db.run(
      "UPDATE assignments SET is_surplus = 1 WHERE id = (SELECT MIN(id) FROM assignments WHERE state = 'completed')",
    );
    const $ = page((await dana.get(reportPath).expect(200)).text);
    expect(mainText($)).toContain('Ratings have come or changed since this report was computed.');
    expect($('a[href$="items.csv"]')).toHaveLength(0);
    await dana.get(`${reportPath}/files/items.csv`).expect(409);
    await dana.get(`${reportPath}/files/report.csv`).expect(200);
    const study = page((await dana.get(paths.study(studyId)).expect(200)).text);
    expect(tableRows(study, 'Reports, newest first').map((row) => row[3])).toContain(
      'older than the newest ratings',
    );
    expect((await ask(settings).expect(303)).get('Location')).not.toBe(reportPath);
  });

  it.each(['jsonl', 'csv'])('leave the ratings to be had at any time, as %s', async (format) => {
    expect(await fileText(dana, paths.ratings(studyId, format))).toBe(
      await ratingsText(house.context.db, studyId, format),
    );
  });
});
