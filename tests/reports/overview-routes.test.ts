import { insertInvite } from '../../server/accounts/invites/invite-store';
import { paths } from '../../server/paths';
import { smallStudy } from '../agreement/small-study';
import { rated, type WrittenItem, writeStudy, writtenQuestions } from '../agreement/written-study';
import { engines } from '../support/engines';
import { type Agent, type House, openHouse } from '../support/house';
import { mainText, page, tableRows } from '../support/html';

const upsideDown: WrittenItem = {
  text: 'x',
  choices: ['Yes', 'No'],
  labelIndex: 0,
  ratings: ['R-1', 'R-2', 'R-3'].map((rater) => rated(rater, [1, 1, 'no'])),
};
const study = {
  ...smallStudy,
  name: '<img src=x> of a study',
  datasets: [
    ...smallStudy.datasets,
    { slug: 'upside-down', items: [upsideDown] },
    { slug: 'empty', items: [] },
  ],
};

describe.each(engines)('the pages about studies on %s', (engine) => {
  let house: House;
  let dana: Agent;
  beforeAll(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
  });
  afterAll(() => house.close());

  it('say what to do when there is no study', async () => {
    const $ = page((await dana.get(paths.studies()).expect(200)).text);
    expect(mainText($)).toContain('No studies yet.');
    expect($(`a[href="${paths.newStudy()}"]`)).toHaveLength(1);
  });

  describe('when there is one', () => {
    let id: string;
    let $: ReturnType<typeof page>;
    beforeAll(async () => {
      ({ id } = await writeStudy(house.context.db, study));
      $ = page((await dana.get(paths.study(id)).expect(200)).text);
    });

    it('list it with its progress', async () => {
      const $ = page((await dana.get(paths.studies()).expect(200)).text);
      // 4 + 1 items of three raters each; 11 + 3 ratings of 15.
      expect(tableRows($, 'All studies, newest first')).toEqual([
        [study.name, 'open', 'blind', '5', '3', '14 of 15 93.3%', '1970-01-01 00:00 UTC'],
      ]);
      expect($(`a[href="${paths.study(id)}"]`).text()).toBe(study.name);
    });

    it('show a study with its finding, how it was asked, and its progress', () => {
      // Complete: items 0, 1, 2 of the small dataset, of which two agree, and one upside down.
      expect(mainText($, '.lede')).toBe(
        '3 raters judged each item (blind); the majority agreed with 50.0% (95% CI 15.0–85.0%; n = 4) of labels; 0 ties.',
      );
      expect(mainText($)).toContain('14 of 15 ratings (93.3%), 4 of 5 items complete');
      expect(mainText($)).toContain('blind: raters answer the item and never see the label');
      expect(mainText($)).toContain('up to 100 items of each of 3 datasets, stratified by label, seed 1');
      expect($('progress').attr('value')).toBe('14');
    });

    it('show the datasets as a plot and as a table, lowest label agreement first', () => {
      const rows = tableRows($, 'Datasets, lowest label agreement first');
      expect(rows.map(([name, value, bounds, n]) => [name?.split(' ')[0], value, bounds, n])).toEqual([
        ['upside-down', '0.0%', '0.0–79.3%', '1'],
        ['small', '66.7%', '20.8–93.9%', '3'],
        ['empty', 'undefined because no item with a label has all its ratings', '–', '–'],
      ]);
      const plotted = $('.dot-plot .chart-name')
        .toArray()
        .map((name) => $(name).text());
      expect(plotted).toEqual(['upside-down', 'small', 'empty']);
      expect($('.dot-plot desc').text()).toContain('The table below has the same numbers.');
    });

    it('warn of synthetic raters and of labels that may be inverted', () => {
      const warnings = mainText($, '.notice-warning');
      expect(warnings).toContain('4 of 14 ratings were made by synthetic raters, not by people.');
      expect(warnings).toContain(
        'Raters agree with fewer than half of the labels of upside-down (0 of 1 were ties): polarity may be inverted.',
      );
    });

    it('call raters by their pseudonyms alone', () => {
      // R-1 took 1, 4, 7 and 10 seconds, then 1: the median is 4.
      expect(tableRows($, 'Raters by pseudonym')).toEqual([
        ['R-1', '5', '4.0 s'],
        ['R-2', '5', '5.0 s'],
        ['R-3 synthetic', '4', '4.5 s'],
      ]);
    });

    it('say how many invites are open and lead to them', async () => {
      const { db, newId } = house.context;
      const now = house.clock.now();
      const invite = { role: 'rater', studyId: id, maxUses: 3, createdBy: null, createdAt: now } as const;
      await insertInvite(db, { ...invite, id: newId(), tokenHash: 'a', expiresAt: now + 1000 });
      await insertInvite(db, { ...invite, id: newId(), tokenHash: 'b', expiresAt: now - 1000 });
      const invited = page((await dana.get(paths.study(id)).expect(200)).text);
      expect(mainText(invited)).toContain('1 invite link is open.');
      expect(invited(`a[href="${paths.studyInvites(id)}"]`).text()).toBe('Invite raters');
    });

    it('link every download', () => {
      for (const href of [paths.ratings(id, 'jsonl'), paths.ratings(id, 'csv')]) {
        expect($(`a[href="${href}"]`)).toHaveLength(1);
      }
    });

    it('show words of strangers as words', () => {
      expect($('h1').text()).toBe(study.name);
      expect($('main img')).toHaveLength(0);
    });

    it('show a study that does not ask about labels without a plot', async () => {
      const answers = Object.fromEntries(
        writtenQuestions({ questionSet: 'pronouns', labelMode: 'blind' }).map(({ name, scale }) => [
          name,
          scale === 'boolean' ? 'yes' : '3',
        ]),
      );
      const item: WrittenItem = {
        text: 'The baker told the customer that _ would pay.',
        choices: [],
        labelIndex: null,
        ratings: [{ rater: 'R-1', milliseconds: 1000, revisions: [{ answers }] }],
      };
      const pronouns = {
        ...study,
        questionSet: 'pronouns',
        datasets: [{ slug: 'pronouns', items: [item] }],
      } as const;
      const written = await writeStudy(house.context.db, { ...pronouns, overlap: 1 });
      const shown = page((await dana.get(paths.study(written.id)).expect(200)).text);
      expect(mainText(shown, '.lede')).toBe(
        'Label agreement is undefined, because the question set does not ask about labels.',
      );
      expect(shown('.dot-plot')).toHaveLength(0);
      expect(mainText(shown, '.figures')).toContain('Referent: mean3.00n = 1 rating');
    });

    it('are for administrators', async () => {
      const ada = await house.signedIn('ada');
      for (const path of [paths.studies(), paths.study(id)]) {
        await ada.get(path).expect(403);
        await house.visitor().get(path).expect(303);
      }
      await dana.get(paths.study(house.context.newId())).expect(404);
      await dana.get(paths.study('no-id')).expect(404);
    });
  });
});
