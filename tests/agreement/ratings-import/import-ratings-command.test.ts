import type { ImportedStudy } from '../../../server/agreement/ratings-import/import-ratings';
import { paths } from '../../../server/paths';
import type { Estimate } from '../../../server/statistics/outcome';
import { page, tableRows } from '../../support/html';
import { openHouse, type House } from '../../support/house';
import { createPlace, type Place } from '../../upkeep/place';
import { runAssay } from '../../upkeep/run-assay';
import { fileOf, publishedSets, hasData, type PublishedSet } from '../ratings-file/ratings-files';

const ratings = fileOf('item,who,said\na,1,yes\na,2,yes\nb,1,no\nb,2,yes\nb,3,no\n');
const gold = fileOf('item,said\na,yes\nb,yes\n', 'gold.csv');
const columns = ['--item', 'item', '--rater', 'who', '--value', 'said'];

let place: Place;
beforeAll(async () => (place = await createPlace('sqlite')));
afterAll(() => place.drop());

it('makes a study that the other commands report and find nothing wrong with', async () => {
  const words = ['import-ratings', ratings, ...columns, '--gold', gold, '--name', 'Small'];
  const { status, stdout, stderr } = await runAssay(place, ...words);
  expect([status, stderr]).toEqual([0, '']);
  const [, studyId] = /^study (\S+), locked, of the dataset small$/m.exec(stdout)!;
  expect(stdout).toContain('5 ratings of 2 items (2 with a label) by 3 raters, at most 3 of an item');
  // By hand: the majority of a is right, that of b is not; pairs agree in 1 of 1 and 1 of 3.
  const reported = await runAssay(place, 'report', '--study', studyId!, '--format', 'json');
  expect((JSON.parse(reported.stdout) as { pooled: unknown }).pooled).toMatchObject({
    completeItems: 2,
    labelAgreement: { value: 1 / 2, n: 2, ties: 0 },
    percentAgreement: { value: expect.closeTo(2 / 3, 12) as number },
  });
  const verified = await runAssay(place, 'verify');
  expect([verified.status, verified.stdout]).toEqual([0, expect.stringContaining('Nothing is wrong.')]);
  const again = await runAssay(place, ...words);
  expect([again.status, again.stderr]).toEqual([
    1,
    'There is a dataset "small" already. Choose another name with --name.\n',
  ]);
});

it('asks for a name', async () => {
  const { status, stderr } = await runAssay(place, 'import-ratings', ratings);
  expect([status, stderr]).toEqual([2, expect.stringContaining("required option '--name <name>'")]);
});

type Figures = Record<string, Estimate & { ties: number }> & { ratings: number };

const wanted = publishedSets().filter(({ name }) => ['rte', 'cf_amt'].includes(name));

(hasData ? describe : describe.skip)('imported published ratings', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('sqlite', { DATABASE_URL: place.url, DATA_FOLDER: place.folder });
  });
  afterAll(() => house.close());

  it('are there to compare with', () => {
    expect(wanted).toHaveLength(2);
  });

  it.each(wanted)(
    'have the figures of other programs in the report and on the page: $name',
    async (set) => {
      const { studyId } = await importSet(set);
      const printed = await runAssay(place, 'report', '--study', studyId, '--format', 'json');
      const { pooled } = JSON.parse(printed.stdout) as { pooled: Figures };
      const other = (stat: string, oracle?: string): number =>
        set.statistics.find((one) => one.stat === stat && (oracle ?? one.oracle) === one.oracle)!.value!;
      const close = (figure: { value?: number } | undefined, value: number): void =>
        expect(Math.abs(figure!.value! - value)).toBeLessThan(1e-10);
      close(pooled.percentAgreement, other('percent_agreement_item_mean', 'numpy'));
      close(pooled.fleissKappa, other('fleiss_kappa', 'irrCAC:dist'));
      close(pooled.krippendorffAlpha, other('krippendorff_alpha', 'krippendorff'));
      close(pooled.gwetAc1, other('gwet_ac', 'irrCAC:dist'));
      close(pooled.ratingLabelAgreement, other('label_accuracy_vs_gold'));
      expect(pooled.labelAgreement!.ties).toBe(other('majority_vote_tied_tasks', 'numpy'));
      expect(pooled.ratings).toBe(set.rows.length);
      compareMajority(
        set,
        pooled.labelAgreement!,
        other('majority_vote_accuracy_expected_random_ties', 'numpy'),
      );
      const dana = await house.signedIn('dana');
      const { text } = await dana.get(paths.study(studyId)).expect(200);
      comparePage(text, pooled);
    },
    60_000,
  );
});

async function importSet({ name, labels, gold: answers }: PublishedSet): Promise<ImportedStudy> {
  // The references count the five ratings of cf_amt that were given twice.
  const words = [labels, '--gold', answers!, '--name', name, '--repeats', 'all', '--json'];
  const { status, stdout, stderr } = await runAssay(place, 'import-ratings', ...words);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as ImportedStudy;
}

/** A tie does not agree; a reference counts it by the chance that a lot among the tied answers is right. */
function compareMajority(set: PublishedSet, agreement: Estimate & { ties: number }, byLot: number): void {
  const { value, n, ties } = agreement;
  const tasks = set.table('tasks');
  const untied = tasks.filter(({ tied }) => tied === '0');
  const right = untied.filter(({ mv, gold: answer }) => mv === answer).length;
  expect([value * n, n - ties]).toEqual([expect.closeTo(right, 9), untied.length]);
  const lots = tasks
    .filter(({ tied }) => tied !== '0')
    .map(({ task, gold: answer }) => {
      const votes = new Map<string, number>();
      for (const [item, , label] of set.rows)
        if (item === task) votes.set(label, (votes.get(label) ?? 0) + 1);
      const most = Math.max(...votes.values());
      const leading = [...votes].filter(([, count]) => count === most).map(([label]) => label);
      return leading.includes(answer!) ? 1 / leading.length : 0;
    });
  const credit = lots.reduce((sum, chance) => sum + chance, 0);
  // With two categories the right answer is one of every tie.
  if (set.name === 'rte') expect(credit).toBe(ties / 2);
  expect(value * n + credit).toBeCloseTo(byLot * n, 9);
}

function comparePage(html: string, pooled: Figures): void {
  const rows = tableRows(page(html), 'Labels and agreement between raters, all datasets');
  const shown = new Map(rows.map(([name, value]) => [name, value]));
  for (const [name, key] of [
    ['Percent agreement', 'percentAgreement'],
    ['Fleiss’ kappa', 'fleissKappa'],
    ['Krippendorff’s alpha', 'krippendorffAlpha'],
    ['Gwet’s AC1', 'gwetAc1'],
  ] as const) {
    expect(shown.get(name)).toBe(pooled[key]!.value.toFixed(3));
  }
  expect(shown.get('Ties (no majority, counted as not agreeing)')).toBe(String(pooled.labelAgreement!.ties));
}
