import { Command, InvalidArgumentError, Option } from 'commander';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { aggregators } from '../agreement/ratings-file/aggregators';
import { posteriorLines } from '../agreement/ratings-file/posterior-lines';
import { figureLines } from '../agreement/ratings-file/print-figures';
import { raterLines } from '../agreement/ratings-file/rater-lines';
import { bootstrapFigures, ratingFigures } from '../agreement/ratings-file/rating-figures';
import { readGold } from '../agreement/ratings-file/read-gold';
import { readRatings, type FileScale } from '../agreement/ratings-file/read-ratings';
import { parseCsvRow } from '../datasets/reading/csv/parse-csv-row';
import { Invalid } from '../errors';
import type { Repeats } from '../statistics/coded-ratings';
import { print, printJson } from './output';

interface AgreementOptions {
  readonly item: string;
  readonly rater: string;
  readonly value: string;
  readonly gold?: string;
  readonly scale: FileScale;
  readonly order?: readonly string[];
  readonly repeats: Repeats;
  readonly aggregate: readonly string[];
  readonly bootstrap?: number;
  readonly seed: string;
  readonly posteriors?: string;
  readonly skills?: string;
  readonly json?: true;
}

export function agreementCommand(): Command {
  const keys = aggregators.map(({ key }) => key);
  return new Command('agreement')
    .description(
      'Print how far raters agree, and how often they are right, from a file of ratings of any origin.',
    )
    .argument('<file>', 'CSV or TSV, one rating a row')
    .option('--item <column>', 'the column that names the item', 'task')
    .option('--rater <column>', 'the column that names the rater', 'worker')
    .option('--value <column>', 'the column of what the rater chose', 'label')
    .option('--gold <file>', 'CSV or TSV of right answers, with the same columns for item and value')
    .addOption(
      new Option('--scale <scale>', 'what the categories are')
        .choices(['nominal', 'ordinal', 'interval'])
        .default('nominal'),
    )
    .option('--order <categories>', 'all categories in their order, as a row of CSV', listOf)
    .addOption(
      new Option('--repeats <which>', 'several ratings of an item by one rater: the last counts, or all')
        .choices(['last', 'all'])
        .default('last'),
    )
    .option(
      '--aggregate <ways>',
      `what to make of the ratings of an item, with commas between: ${keys.join(', ')}`,
      (text) => chosenOf(text, keys),
      keys,
    )
    .option('--bootstrap <samples>', 'draw items and raters anew so often, for intervals', countOf)
    .option('--seed <text>', 'decides what is drawn; the same seed draws the same', '1')
    .option('--posteriors <file>', 'write what was made of every item to a CSV file')
    .option('--skills <file>', 'write what is known of every rater to a CSV file')
    .option('--json', 'print JSON')
    .action(run);
}

async function run(path: string, options: AgreementOptions): Promise<void> {
  const { item, rater, value, scale, order, repeats, seed, bootstrap: replicates } = options;
  await assertWritable(options, path);
  const file = await readRatings({ path, columns: { item, rater, value }, scale, order, repeats });
  const gold = options.gold === undefined ? undefined : await readGold(options.gold, { item, value }, file);
  const chosen = aggregators.filter(({ key }) => options.aggregate.includes(key));
  const aggregated = chosen.map((aggregator) => ({
    aggregator,
    aggregation: aggregator.aggregate(file.ratings),
  }));
  if (options.posteriors !== undefined) await write(options.posteriors, posteriorLines(file, aggregated));
  if (options.skills !== undefined) await write(options.skills, [raterLines(file, aggregated, gold)]);
  const figures = ratingFigures({ file, scale, gold, aggregated });
  const intervals = replicates === undefined ? undefined : bootstrapFigures(file, gold, { replicates, seed });
  if (options.json) printJson({ ...figures, ...(intervals && { bootstrap: intervals }) });
  else figureLines(figures, intervals).forEach(print);
}

/**
 * Before anything is computed, and before anything is written over.
 * @throws Invalid when a file to write cannot be written, or is one of those that are read
 */
async function assertWritable(
  { posteriors, skills, gold }: AgreementOptions,
  ratings: string,
): Promise<void> {
  const taken = new Set([ratings, ...(gold === undefined ? [] : [gold])].map((path) => resolve(path)));
  for (const path of [posteriors, skills]) {
    if (path === undefined) continue;
    if (taken.has(resolve(path))) throw new Invalid(`${path} is named twice.`, 'Write to a file of its own.');
    taken.add(resolve(path));
    try {
      await (await open(path, 'a')).close();
    } catch {
      throw new Invalid(`${path} cannot be written.`, 'Name a file in a folder that is there.');
    }
  }
}

async function write(path: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), createWriteStream(path));
}

export function listOf(text: string): string[] {
  const names = parseCsvRow(text, ',');
  if (!names) throw new InvalidArgumentError('Its quotes do not match.');
  if (new Set(names).size === names.length) return names;
  throw new InvalidArgumentError('A category is named twice.');
}

function chosenOf(text: string, keys: readonly string[]): string[] {
  const chosen = listOf(text);
  const unknown = chosen.find((key) => !keys.includes(key));
  if (unknown === undefined) return chosen;
  throw new InvalidArgumentError(`"${unknown}" is none of ${keys.join(', ')}.`);
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 2 && count <= 1_000_000) return count;
  throw new InvalidArgumentError('It must be a whole number from 2 to 1,000,000.');
}
