import { Command, Option } from 'commander';
import { importRatings, type ImportedStudy } from '../agreement/ratings-import/import-ratings';
import type { Repeats } from '../statistics/coded-ratings';
import { plural } from '../web/format';
import { listOf } from './agreement';
import { print, printJson } from './output';
import { withContext } from './with-context';

interface ImportRatingsOptions {
  readonly name: string;
  readonly item: string;
  readonly rater: string;
  readonly value: string;
  readonly gold?: string;
  readonly items?: string;
  readonly order?: readonly string[];
  readonly repeats: Repeats;
  readonly behavior?: string;
  readonly json?: true;
}

export function importRatingsCommand(): Command {
  return new Command('import-ratings')
    .description('Make a dataset and a locked study of a file of ratings of any origin.')
    .argument('<file>', 'CSV or TSV, also .gz, one rating a row')
    .requiredOption('--name <name>', 'what the study is called; the dataset’s short name is made of it')
    .option('--item <column>', 'the column that names the item', 'task')
    .option('--rater <column>', 'the column that names the rater', 'worker')
    .option('--value <column>', 'the column of what the rater chose', 'label')
    .option(
      '--gold <file>',
      'right answers, with the same columns for item and value; they become the labels',
    )
    .option('--items <file>', 'what the items say, with the same column for the item and a column text')
    .option('--order <categories>', 'all categories in their order, as a row of CSV', listOf)
    .addOption(
      new Option('--repeats <which>', 'several ratings of an item by one rater: the last counts, or all')
        .choices(['last', 'all'])
        .default('last'),
    )
    .option('--behavior <words>', 'complete "Someone who …", and let other studies use the dataset')
    .option('--json', 'print JSON')
    .action(run);
}

async function run(path: string, options: ImportRatingsOptions): Promise<void> {
  const { name, item, rater, value, gold, items, order, repeats, behavior } = options;
  const made = await withContext((context) =>
    importRatings(context, {
      ...{ path, name, order, repeats, behavior, columns: { item, rater, value } },
      gold: named(gold),
      items: named(items),
      actorId: null,
    }),
  );
  if (options.json) printJson(made);
  else printMade(made);
}

function named(path: string | undefined): { path: string; name: string } | undefined {
  return path === undefined ? undefined : { path, name: path };
}

function printMade({ studyId, dataset, items, labelled, raters, ratings, ...rest }: ImportedStudy): void {
  print(`study ${studyId}, locked, of the dataset ${dataset}`);
  print(
    `${plural(ratings, 'rating', 'ratings')} of ${plural(items, 'item', 'items')} (${labelled} with a label) by ` +
      `${plural(raters, 'rater', 'raters')}, at most ${rest.overlap} of an item`,
  );
  if (rest.replacedRatings > 0) {
    print(`${plural(rest.replacedRatings, 'rating was', 'ratings were')} replaced by a later one`);
  }
}
