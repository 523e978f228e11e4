import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agreementSums } from '../../server/statistics/agreement-sums';
import type { CountTable } from '../../server/statistics/count-table';
import { fleissKappa } from '../../server/statistics/fleiss-kappa';
import { gwetAc1 } from '../../server/statistics/gwet-ac1';
import { krippendorffAlpha } from '../../server/statistics/krippendorff-alpha';
import type { Outcome } from '../../server/statistics/outcome';
import { percentAgreement } from '../../server/statistics/percent-agreement';
import { expectOutcome } from './expect-close';
import { fixtureCases } from './fixture';
import { type Rows, tableOf } from './rows';

/** What other programs compute from a table: `null` where they find no value, `undefined` where they were not asked. */
interface Reference {
  readonly name: string;
  readonly table: CountTable;
  readonly percentAgreement: number | null | undefined;
  readonly fleissKappa: number | null | undefined;
  readonly alphaNominal: number | null | undefined;
  readonly alphaOrdinal: number | null | undefined;
  readonly gwetAc1: number | null | undefined;
}

/** Closed forms in double precision; the references are printed with 15 digits. */
const tolerance = 1e-10;

const dataFolder = process.env.ASSAY_DATA;
const subject = dataFolder
  ? 'the values of irrCAC and fast-krippendorff for real crowds’ ratings'
  : 'the shipped values only, because ASSAY_DATA is not set';
const references = dataFolder ? publishedReferences(join(dataFolder, 'ratings')) : shippedReferences();

describe(`the agreement statistics equal ${subject}`, () => {
  it('finds tables to compare with', () => {
    expect(references.length).toBeGreaterThan(10);
  });

  it('has a value or its absence for every statistic, ordinal alpha on ordinal scales', () => {
    for (const { percentAgreement, fleissKappa, alphaNominal, gwetAc1 } of references) {
      expect([percentAgreement, fleissKappa, alphaNominal, gwetAc1]).not.toContain(undefined);
    }
    const ordinal = references.filter(({ alphaOrdinal }) => typeof alphaOrdinal === 'number');
    expect(ordinal.length).toBeGreaterThan(5);
  });

  it.each(references)('$name', ({ table, ...expected }) => {
    const sums = agreementSums(table);
    compare(percentAgreement(sums), expected.percentAgreement);
    compare(fleissKappa(sums), expected.fleissKappa);
    compare(krippendorffAlpha(sums, 'nominal'), expected.alphaNominal);
    compare(krippendorffAlpha(sums, 'ordinal'), expected.alphaOrdinal);
    compare(gwetAc1(sums), expected.gwetAc1);
  });
});

function compare(actual: Outcome, expected: number | null | undefined): void {
  if (expected !== undefined) expectOutcome(actual, expected, tolerance);
}

function shippedReferences(): Reference[] {
  type Case = { name: string; rows: Rows; expected: number | null };
  const expectedOf = (fixture: string, name: string): number | null =>
    fixtureCases<Case>(fixture).find((found) => found.name === name)!.expected;
  const alphas = fixtureCases<{ name: string; rows: Rows; nominal: number | null; ordinal: number | null }>(
    'krippendorff-alpha',
  );
  return alphas.map(({ name, rows, nominal, ordinal }) => ({
    name,
    table: tableOf(rows),
    percentAgreement: expectedOf('percent-agreement', name),
    fleissKappa: expectedOf('fleiss-kappa', name),
    alphaNominal: nominal,
    alphaOrdinal: ordinal,
    gwetAc1: expectedOf('gwet-ac1', name),
  }));
}

function publishedReferences(folder: string): Reference[] {
  const sets = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...sets.map(({ name }) => ratedSet(folder, name)), ...edgeCases(join(folder, 'edge_cases.json'))];
}

interface ReferenceFile {
  readonly category_order_used: readonly (string | number)[];
  readonly statistics: readonly {
    readonly stat: string;
    readonly value: number | null;
    readonly oracle: string;
    readonly weights?: string;
    readonly level?: string;
  }[];
}

function ratedSet(folder: string, name: string): Reference {
  const { category_order_used: order, statistics } = JSON.parse(
    readFileSync(join(folder, name, 'reference.json'), 'utf8'),
  ) as ReferenceFile;
  const valueOf = (stat: string, oracle: string, variant?: string): number | null | undefined =>
    statistics.find(
      (found) => found.stat === stat && found.oracle === oracle && (found.weights ?? found.level) === variant,
    )?.value;
  return {
    name,
    table: readLabels(join(folder, name, 'labels.csv'), order.map(String)),
    percentAgreement: valueOf('percent_agreement_item_mean', 'numpy'),
    fleissKappa: valueOf('fleiss_kappa', 'irrCAC:dist', 'unweighted'),
    alphaNominal: valueOf('krippendorff_alpha', 'krippendorff', 'nominal'),
    alphaOrdinal: valueOf('krippendorff_alpha', 'krippendorff', 'ordinal'),
    gwetAc1: valueOf('gwet_ac', 'irrCAC:dist', 'unweighted'),
  };
}

/** The rows of a `task,worker,label` file, counted. */
function readLabels(path: string, categories: readonly string[]): CountTable {
  const rows = new Map<string, number[]>();
  for (const line of readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [item, , label] = line.split(',');
    const row = rows.get(item!) ?? categories.map(() => 0);
    row[categories.indexOf(label!)]! += 1;
    rows.set(item!, row);
  }
  return tableOf([...rows.values()], [...categories]);
}

type EdgeCases = Record<
  string,
  {
    readonly categories: string[];
    readonly counts: Rows;
    readonly percent_agreement_item_mean: number | null;
    readonly 'alpha_nominal|fast-krippendorff': number | string;
    readonly 'alpha_ordinal|fast-krippendorff': number | string;
    readonly R: Record<'fleiss.unweighted' | 'gwet.unweighted', { readonly coeff: number | null }>;
  }
>;

/** Small tables, some without a value: there the programs print an error, NaN or nothing. */
function edgeCases(path: string): Reference[] {
  const cases = JSON.parse(readFileSync(path, 'utf8')) as EdgeCases;
  return Object.entries(cases).map(([name, { categories, counts, R, ...found }]) => ({
    name: `edge case ${name}`,
    table: tableOf(counts, categories),
    percentAgreement: found.percent_agreement_item_mean,
    fleissKappa: R['fleiss.unweighted'].coeff,
    alphaNominal: numberOrNone(found['alpha_nominal|fast-krippendorff']),
    alphaOrdinal: numberOrNone(found['alpha_ordinal|fast-krippendorff']),
    gwetAc1: R['gwet.unweighted'].coeff,
  }));
}

function numberOrNone(value: number | string): number | null {
  return typeof value === 'number' ? value : null;
}
