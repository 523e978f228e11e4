import { paths } from '../../server/paths';
import { engines } from '../support/engines';
import { type Agent, type House, openHouse } from '../support/house';
import { mainText, page, tableRows } from '../support/html';
import { smallStudy } from './small-study';
import { rated, type WrittenItem, type WrittenStudy, writeStudy } from './written-study';

const hostile: WrittenItem = {
  text: '<script>alert(1)</script> & "quotes"',
  choices: ['<b>Yes</b>', 'No'],
  labelIndex: 0,
  labelConfidence: 0.75,
  ratings: [
    {
      rater: 'R-1',
      milliseconds: 2500,
      revisions: [
        { answers: { relevance: '1', label: '1', ambiguity: 'no' } },
        { answers: { relevance: '2', label: '0', ambiguity: 'yes' }, comment: '<i>odd</i>' },
      ],
    },
    { ...rated('R-2', [3, 1, 'no']), isSurplus: true },
  ],
};

describe.each(engines)('the pages about agreement on %s', (engine) => {
  let house: House;
  let dana: Agent;
  let small: string;
  beforeAll(async () => {
    house = await openHouse(engine);
    dana = await house.signedIn('dana');
    small = (await writeStudy(house.context.db, smallStudy)).id;
  });
  afterAll(() => house.close());

  async function pageAt(path: string): Promise<ReturnType<typeof page>> {
    return page((await dana.get(path).expect(200)).text);
  }

  /** The page of the study's only dataset. */
  async function datasetPage(written: WrittenStudy): Promise<ReturnType<typeof page>> {
    const { id } = await writeStudy(house.context.db, written);
    return pageAt(paths.studyDataset(id, written.datasets[0]!.slug));
  }

  const smallPage = (query = ''): Promise<ReturnType<typeof page>> =>
    pageAt(paths.studyDataset(small, 'small') + query);

  const firstItem = ($: ReturnType<typeof page>): string => $('a:contains("Line 1")').attr('href')!;

  it('show every figure of a dataset with n and interval', async () => {
    const $ = await smallPage();
    // Computed by hand in dataset-agreement.test.ts.
    expect(tableRows($, 'Labels and agreement between raters')).toEqual([
      ['Label agreement (items whose majority agrees)', '66.7%', '20.8–93.9%', '3 items'],
      ['– of relevant items', '66.7%', '20.8–93.9%', '3 items'],
      ['– of relevant and unambiguous items', '100.0%', '34.2–100.0%', '2 items'],
      ['Ties (no majority, counted as not agreeing)', '0', '–', '–'],
      ['Single ratings that agree with the label', '63.6%', '35.4–84.8%', '11 ratings'],
      ['Malformed items (at least half of its raters flagged broken text)', '0', '–', '3 items'],
      ['Irrelevant items (mean relevance below the middle of the scale)', '0', '–', '3 items'],
      ['Ambiguous items (at least half of its raters call it ambiguous)', '1', '–', '3 items'],
      ['Undecided items (no majority: two answers are equally frequent)', '0', '–', '3 items'],
      ['Mislabelled items (the majority gives another answer than the label)', '0', '–', '3 items'],
      ['Valid items (none of these: the majority gives the label)', '2', '–', '3 items'],
      ['Percent agreement', '0.417', '–', '4 items'],
      ['Fleiss’ kappa', '-0.244', '–', '4 items'],
      ['Krippendorff’s alpha', '-0.071', '–', '4 items'],
      ['Gwet’s AC1', '-0.098', '–', '4 items'],
      ['Brennan and Prediger', '-0.167', '–', '4 items'],
      ['Median time per rating', '6.0 s', '–', '–'],
    ]);
    expect(tableRows($, 'Figures: relevance').slice(0, 2)).toEqual([
      ['Mean', '4.36', '–', '11 ratings'],
      ['Standard deviation', '0.50', '–', '11 ratings'],
    ]);
    expect(tableRows($, 'Figures: ambiguity')[0]).toEqual([
      'Ratings that say yes',
      '45.5%',
      '15.0–79.7%',
      '11 ratings',
    ]);
  });

  it('show histograms with their counts', async () => {
    const $ = await smallPage();
    const bars = $('.histogram')
      .toArray()
      .map((chart) => mainText(page($.html(chart)), 'li').replace(/\s+/g, ' '));
    expect(bars[0]).toContain('4 Well 7');
    expect(bars[1]).toContain('3 yes 1');
  });

  it('say why a figure has no value', async () => {
    const items = smallStudy.datasets[0]!.items.map((item) => ({ ...item, ratings: [] }));
    const $ = await datasetPage({ ...smallStudy, datasets: [{ slug: 'unrated', items }] });
    const rows = tableRows($, 'Labels and agreement between raters');
    expect(rows.find(([name]) => name === 'Fleiss’ kappa')?.[1]).toBe(
      'undefined, because no item has two ratings',
    );
    expect(mainText($)).not.toMatch(/NaN|Infinity|\[object/);
  });

  it('list items with label, majority and votes', async () => {
    const $ = await smallPage();
    expect(tableRows($, '4 items')).toEqual([
      ['Line 1 Do you like it?', 'Yes', 'Yes', 'Yes: 2, No: 1', 'agrees', '3 of 3'],
      ['Line 2 Do you hate it?', 'No', 'No', 'No: 3', 'agrees', '3 of 3'],
      ['Line 3 Would you?', 'Yes', 'No', 'Yes: 1, No: 2', 'disagrees', '3 of 3'],
      ['Line 4 Could you?', 'No', 'tie', 'Yes: 1, No: 1', 'no majority', '2 of 3'],
    ]);
  });

  it('list disagreements and ties alone when asked', async () => {
    const $ = await smallPage('?show=disagreements');
    expect(tableRows($, '2 disagreements').map(([name]) => name)).toEqual([
      'Line 3 Would you?',
      'Line 4 Could you?',
    ]);
  });

  it('list fifty items a page and the last page for numbers beyond it', async () => {
    const items = Array.from({ length: 51 }, (_, index) => ({
      ...hostile,
      text: `Item ${index}`,
      ratings: [],
    }));
    const many = { ...smallStudy, datasets: [{ slug: 'many', items }] };
    const $ = await datasetPage(many);
    expect(tableRows($, '51 items')).toHaveLength(50);
    const next = $('a[rel=next]').attr('href')!;
    const last = await pageAt(next);
    expect(tableRows(last, '51 items').map(([name]) => name)).toEqual(['Line 51 Item 50']);
    const beyond = await pageAt(next.replace('page=2', 'page=99'));
    expect(tableRows(beyond, '51 items')).toHaveLength(1);
  });

  it('show an item as raters saw it, with every rating under a pseudonym', async () => {
    const $ = await datasetPage({ ...smallStudy, overlap: 1, datasets: [{ slug: 'odd', items: [hostile] }] });
    const item = await pageAt(firstItem($));
    expect(item('.specimen').text()).toBe(hostile.text);
    expect(item('main script, main b, main i')).toHaveLength(0);
    const facts = item('.facts > div')
      .toArray()
      .map((fact) =>
        item(fact)
          .children()
          .toArray()
          .map((part) => item(part).text()),
      );
    expect(facts).toEqual([
      ['Behavior version', '1'],
      ['Label', '<b>Yes</b>'],
      ['Label confidence', '0.750'],
      ['Majority', '<b>Yes</b>'],
      // The surplus rating is shown below and not counted here.
      ['Votes', '<b>Yes</b>: 1'],
    ]);
    expect(mainText(item, '.card:contains("R-1")')).toMatch(
      /2\.5 s · 2 revisions.*Slightly.*Comment: <i>odd<\/i>/,
    );
    expect(mainText(item, '.card:contains("R-2")')).toContain('late, not counted');
  });

  it('show verdicts where the label was verified', async () => {
    const item: WrittenItem = { ...hostile, ratings: [rated('R-1', [3, 'incorrect', 'no'])] };
    const written: WrittenStudy = {
      ...smallStudy,
      labelMode: 'verify',
      overlap: 1,
      datasets: [{ slug: 'v', items: [item] }],
    };
    const $ = await datasetPage(written);
    expect(tableRows($, '1 item')[0]?.slice(2, 5)).toEqual(['Incorrect', 'Incorrect: 1', 'disagrees']);
  });

  it('are for administrators', async () => {
    const ada = await house.signedIn('ada');
    for (const path of [paths.studyDataset(small, 'small'), firstItem(await smallPage())]) {
      await ada.get(path).expect(403);
      await house.visitor().get(path).expect(303);
    }
  });

  it('do not exist for datasets and items of other studies', async () => {
    const { db, newId } = house.context;
    const items = [{ ...hostile, ratings: [] }];
    const other = await writeStudy(db, { ...smallStudy, datasets: [{ slug: 'other', items }] });
    const item = firstItem(await pageAt(paths.studyDataset(other.id, 'other')));
    for (const path of [
      paths.studyDataset(small, 'other'),
      paths.studyDataset(newId(), 'small'),
      item.replace(other.id, small),
      paths.studyItem(small, newId()),
      paths.studyItem(small, '\0'),
    ]) {
      await dana.get(path).expect(404);
    }
  });
});
