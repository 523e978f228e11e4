import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aggregators } from '../../../server/agreement/ratings-file/aggregators';
import { ratingFigures, type RatingFigures } from '../../../server/agreement/ratings-file/rating-figures';
import { readGold } from '../../../server/agreement/ratings-file/read-gold';
import { readRatings, type FileScale } from '../../../server/agreement/ratings-file/read-ratings';
import type { Repeats } from '../../../server/statistics/coded-ratings';

export const columns = { item: 'task', rater: 'worker', value: 'label' } as const;

/** Rows of item, rater and category. */
export type Rows = readonly (readonly [item: string, rater: string, value: string])[];

/** A new file of this text. */
export function fileOf(text: string, name = 'ratings.csv'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'assay-ratings-')), name);
  writeFileSync(path, text);
  return path;
}

export function ratingsCsv(rows: Rows): string {
  return [['task', 'worker', 'label'], ...rows].map((row) => row.join(',')).join('\n');
}

interface Asked {
  readonly scale?: FileScale;
  readonly order?: readonly string[] | undefined;
  readonly repeats?: Repeats;
  readonly gold?: string | undefined;
  /** Which ways of aggregating, by key; none unless told. */
  readonly ways?: readonly string[];
}

/** Every figure of a file. */
export async function figuresOfFile(path: string, asked: Asked = {}): Promise<RatingFigures> {
  const { scale = 'nominal', order, repeats = 'last', ways = [] } = asked;
  const file = await readRatings({ path, columns, scale, order, repeats });
  const gold = asked.gold === undefined ? undefined : await readGold(asked.gold, columns, file);
  const chosen = aggregators.filter(({ key }) => ways.includes(key));
  const aggregated = chosen.map((aggregator) => ({
    aggregator,
    aggregation: aggregator.aggregate(file.ratings),
  }));
  return ratingFigures({ file, scale, gold, aggregated });
}

/** One statistic of another program. */
export interface OtherStatistic {
  readonly stat: string;
  readonly value: number | null;
  readonly oracle: string;
  readonly weights?: string | null;
  readonly level?: string;
  readonly wilson95?: readonly [number, number];
  readonly iid_se?: number;
  readonly cluster_se_task?: number;
  readonly cluster_se_worker?: number;
  readonly cluster_se_twoway?: number;
  readonly loglik_at_final_parameters?: number;
}

/** A published set of ratings, with what other programs make of it. */
export interface PublishedSet {
  readonly name: string;
  readonly labels: string;
  readonly gold: string | undefined;
  readonly scale: FileScale;
  readonly order: readonly string[] | undefined;
  readonly rows: Rows;
  readonly statistics: readonly OtherStatistic[];
  /** The cells of a reference file, row by row under the names of its columns. */
  table(file: 'tasks' | 'workers'): readonly Readonly<Record<string, string>>[];
}

const data = process.env.ASSAY_DATA;

/** Whether the published sets are there; without them there is nothing to compare with. */
export const hasData = Boolean(data);

export function publishedSets(): PublishedSet[] {
  if (!data) return [];
  const folder = join(data, 'ratings');
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.map(({ name }) => publishedSet(join(folder, name), name));
}

function publishedSet(folder: string, name: string): PublishedSet {
  const { dataset, statistics } = JSON.parse(readFileSync(join(folder, 'reference.json'), 'utf8')) as {
    dataset: { scale: FileScale; category_order: readonly (string | number)[] | null };
    statistics: readonly OtherStatistic[];
  };
  const labels = join(folder, 'labels.csv');
  return {
    name,
    labels,
    gold: readdirSync(folder).includes('gold.csv') ? join(folder, 'gold.csv') : undefined,
    scale: dataset.scale,
    order: dataset.category_order?.map(String),
    rows: cellsOf(labels).map(({ task = '', worker = '', label = '' }) => [task, worker, label]),
    statistics,
    table: (file) => cellsOf(join(folder, `reference.${file}.csv`)),
  };
}

/** A figure that a paper or a page has printed, and whether other programs come to it. */
export interface PrintedFigure {
  readonly dataset: string;
  readonly stat: string;
  readonly published: number;
  readonly tolerance: number;
  readonly reproduced: boolean;
}

export function printedFigures(): PrintedFigure[] {
  if (!data) return [];
  return JSON.parse(readFileSync(join(data, 'ratings', 'published.json'), 'utf8')) as PrintedFigure[];
}

/** A small input, with what every program makes of it: a number, nothing, or the words of its error. */
export interface EdgeCase {
  readonly name: string;
  readonly categories: readonly string[];
  /** Of each item how often each category was given, by raters who have no names. */
  readonly rows: Rows;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly irrCac: Readonly<Record<string, { readonly coeff: number | null } | undefined>>;
}

export function edgeCases(): EdgeCase[] {
  if (!data) return [];
  type Cases = Record<
    string,
    Record<string, unknown> & { categories: string[]; counts: number[][]; R: EdgeCase['irrCac'] }
  >;
  const cases = JSON.parse(readFileSync(join(data, 'ratings', 'edge_cases.json'), 'utf8')) as Cases;
  return Object.entries(cases).map(([name, { categories, counts, R, ...answers }]) => {
    const rows = counts.flatMap((row, item) =>
      row
        .flatMap((times, category) => Array.from({ length: times }, () => categories[category]!))
        .map((value, rater): Rows[number] => [`t${item}`, `r${rater}`, value]),
    );
    return { name, categories, rows, answers, irrCac: R };
  });
}

function cellsOf(path: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index]!, cell])));
}
