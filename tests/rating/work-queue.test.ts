import { paths } from '../../server/paths';
import { joinStudy } from '../../server/studies/join-study';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { mainText, page } from '../support/html';
import { makeDataset, makeStudy, paperAnswers } from '../studies/small-study';

describe.each(engines)('the queue on %s', (engine) => {
  let house: House;
  let ada: Agent;
  beforeEach(async () => {
    house = await openHouse(engine);
    ada = await house.signedIn('ada');
  });
  afterEach(() => house.close());

  async function begin(items: number, overlap = 3): Promise<string> {
    await makeDataset(house.context, { items });
    const { id } = await makeStudy(house.context, { overlap });
    for (const name of ['ada', 'ben'] as const) {
      await joinStudy(house.context.db, house.context, { studyId: id, raterId: house.cast[name].id });
    }
    return id;
  }
  const claim = async (agent: Agent, studyId: string): Promise<string> => {
    const { headers } = await agent.post(paths.studyAssignments(studyId)).type('form').send({}).expect(303);
    return String(headers.location);
  };

  it('lists the studies joined and what is left', async () => {
    const studyId = await begin(4);
    const $ = page((await ada.get(paths.work()).expect(200)).text);
    expect(mainText($)).toContain('A small study');
    expect(mainText($)).toContain('Not started');
    expect($(`form[action="${paths.studyAssignments(studyId)}"]`)).toHaveLength(1);
  });

  it.each([
    ['In progress', 4, 1, 1],
    ['Waiting', 1, 1, 0],
    ['Done', 1, 1, 1],
  ])('says %s', async (status, items, overlap, rated) => {
    const studyId = await begin(items, overlap);
    if (status === 'Waiting') await claim(await house.signedIn('ben'), studyId);
    for (let done = 0; done < rated; done++) {
      const url = await claim(ada, studyId);
      const form = { submissionId: house.context.newId(), baseRevision: '0', ...paperAnswers };
      await ada.post(url).type('form').send(form).expect(303);
    }
    const $ = page((await ada.get(paths.work()).expect(200)).text);
    expect(mainText($)).toContain(status);
    expect(mainText($)).toContain(rated === 0 ? 'Nothing rated today' : '1 item rated today');
  });

  it('counts today from midnight UTC', async () => {
    const studyId = await begin(4);
    const url = await claim(ada, studyId);
    const form = { submissionId: house.context.newId(), baseRevision: '0', ...paperAnswers };
    await ada.post(url).type('form').send(form).expect(303);
    house.clock.advance(Date.UTC(2026, 2, 3) - house.clock.now());
    const again = await house.signedIn('ada');
    expect(mainText(page((await again.get(paths.work()).expect(200)).text))).toContain('Nothing rated today');
  });

  it('is for raters alone', async () => {
    await house.visitor().get(paths.work()).expect(303);
    await (await house.signedIn('dana')).get(paths.work()).expect(403);
  });
});
