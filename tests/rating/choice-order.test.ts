import { paths } from '../../server/paths';
import { choicesMayTurn } from '../../server/rating/choice-order';
import { engines } from '../support/engines';
import { openHouse, type Agent, type House } from '../support/house';
import { mainText, page } from '../support/html';
import { paperAnswers } from '../studies/small-study';
import { assignmentOf, assignmentsOf, claim, openStudy, rate, type StudySetting } from './rater-at-work';

describe('choices that may stand either way', () => {
  const of = (...texts: string[]) => texts.map((text) => ({ letter: '', text }));
  const lettered = ['A', 'B'].map((letter, index) => ({ letter, text: index ? 'No' : 'Yes' }));
  it.each([
    [of('Yes', 'No'), true],
    [of('No', 'Yes'), true],
    [of(' yes', 'NO\n'), true],
    [lettered, false],
    [of('Yes', 'No', 'Maybe'), false],
    [of('Yes', 'Yes'), false],
    [of('She', 'He'), false],
    [of(), false],
  ])('%j: %s', (choices, may) => {
    expect(choicesMayTurn(choices)).toBe(may);
  });
});

describe.each(engines)('the order of choices on %s', (engine) => {
  let house: House;
  const agents = new Map<string, Agent>();
  beforeAll(async () => {
    house = await openHouse(engine);
    for (const name of ['ada', 'ben'] as const) agents.set(name, await house.signedIn(name));
  });
  afterAll(() => house.close());

  /** The choices of the question for the label as a rater reads them, each with what its radio sends. */
  const shown = async (agent: Agent, url: string): Promise<[string, string][]> => {
    const $ = page((await agent.get(url).expect(200)).text);
    const radios = $('input[name=label]').toArray();
    return radios.map((radio) => [
      $(`label[for="${$(radio).attr('id')}"]`).text(),
      String($(radio).attr('value')),
    ]);
  };

  interface Seen {
    readonly studyItemId: string;
    readonly url: string;
    readonly choices: string[];
    readonly reversed: number;
  }

  /** Two raters rate everything, both always with Yes or what stands for it. */
  async function rateAll(setting: StudySetting): Promise<Seen[]> {
    const study = await openStudy(house, 4, { plan: { overlap: 2 }, raters: ['ada', 'ben'], ...setting });
    const seen: Omit<Seen, 'studyItemId' | 'reversed'>[] = [];
    for (const agent of agents.values()) {
      for (let url = await claim(agent, study.id); url.startsWith('/assignments');) {
        const choices = await shown(agent, url);
        const yes = choices.find(([text]) => text.includes('Yes'))?.[1] ?? '';
        seen.push({ url, choices: choices.map(([text]) => text) });
        url = await rate(agent, url, { ...paperAnswers, label: yes });
      }
    }
    const rows = await assignmentsOf(house, study.id);
    const stored = await house.context.db.all<{ assignment_id: string; choices_reversed: number }>(
      'SELECT assignment_id, choices_reversed FROM ratings',
    );
    return seen.map((one) => ({
      ...one,
      studyItemId: rows.find(({ id }) => id === assignmentOf(one.url))?.study_item_id ?? '',
      reversed: stored.find((row) => row.assignment_id === assignmentOf(one.url))?.choices_reversed ?? -1,
    }));
  }

  it('is both ways over the slots of every yes-or-no item, and stored as it was seen', async () => {
    const seen = await rateAll({});
    expect(seen).toHaveLength(8);
    const orders = new Map<string, string[]>();
    for (const { studyItemId, choices } of seen) {
      orders.set(studyItemId, [...(orders.get(studyItemId) ?? []), choices.join()].sort());
    }
    expect([...orders.values()]).toEqual(Array<string[]>(4).fill(['No,Yes', 'Yes,No']));
    for (const { choices, reversed } of seen) expect(reversed).toBe(choices[0] === 'No' ? 1 : 0);
  });

  it('changes nothing about what is stored: the place in the file', async () => {
    const seen = await rateAll({});
    for (const { url } of seen) {
      const row = await house.context.db.get(
        `SELECT answers.value FROM ratings JOIN answers ON answers.rating_id = ratings.id
         WHERE assignment_id = ? AND question = 'label'`,
        assignmentOf(url),
      );
      expect(row).toEqual({ value: '0' });
    }
  });

  it('is the same when the rating is edited, and the history tells the answer as it was read', async () => {
    const seen = await rateAll({});
    const turned = seen.filter(({ reversed }) => reversed === 1);
    expect(turned.length).toBeGreaterThan(0);
    for (const { url, choices } of turned) {
      const agent = (await isOf(url)) ? agents.get('ada')! : agents.get('ben')!;
      expect((await shown(agent, url)).map(([text]) => text)).toEqual(choices);
      const $ = page((await agent.get(url)).text);
      expect($('input[name=label][checked]').val()).toBe('0');
    }
    const history = page((await agents.get('ada')!.get(paths.history())).text);
    expect(mainText(history)).toMatch(/Which answer would they give\?\s?Yes/);
    expect(mainText(history)).not.toMatch(/Which answer would they give\?\s?No/);
  });

  it('is the file’s where choices have letters, or are not yes and no', async () => {
    const lettered = [
      { letter: 'A', text: 'Yes' },
      { letter: 'B', text: 'No' },
    ];
    for (const choices of [lettered, ['Yes, often', 'Never'].map((text) => ({ letter: '', text }))]) {
      const seen = await rateAll({ item: { choices } });
      expect(new Set(seen.map((one) => one.choices.join())).size).toBe(1);
      expect(seen[0]?.choices[0]).toContain('Yes');
      expect(seen.map(({ reversed }) => reversed)).toEqual(Array(8).fill(0));
    }
  });

  const isOf = async (url: string): Promise<boolean> =>
    (await house.context.db.get('SELECT id FROM assignments WHERE id = ? AND rater_id = ?', ...adas(url))) !==
    undefined;
  const adas = (url: string): [string, string] => [assignmentOf(url), house.cast.ada.id];
});
