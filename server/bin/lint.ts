import { Command } from 'commander';
import type { Context } from '../context';
import { listDatasets, type Dataset } from '../datasets/dataset-store';
import { lintDataset } from '../datasets/lint/lint-dataset-job';
import { lintTableJson } from '../datasets/lint/report/lint-exports';
import { loadLintTable, type LintTable } from '../datasets/lint/report/lint-table';
import { Invalid, NotFound } from '../errors';
import { runJobNow } from '../jobs/run-jobs';
import { plural } from '../web/format';
import { print, printJson } from './output';
import { printTable } from './print-table';
import { withContext } from './with-context';

interface LintOptions {
  readonly all?: boolean;
  readonly again?: boolean;
  readonly json?: boolean;
}

export function lintCommand(): Command {
  return new Command('lint')
    .description('Print how much the lint rules found in datasets.')
    .argument('[slug...]', 'the datasets')
    .option('--all', 'every dataset')
    .option('--again', 'read the original files once more with today’s rules first')
    .option('--json', 'print JSON')
    .action((slugs: string[], options: LintOptions) =>
      withContext(async (context) => {
        const datasets = choose(await listDatasets(context.db), slugs, options);
        if (options.again) await lintAgain(context, datasets);
        const table = await loadLintTable(context.db, datasets);
        if (options.json) printJson(lintTableJson(table));
        else printFindings(table);
      }),
    );
}

function choose(
  datasets: readonly Dataset[],
  slugs: readonly string[],
  { all = false }: LintOptions,
): readonly Dataset[] {
  if (all === slugs.length > 0) {
    throw new Invalid('It is not clear which datasets are meant.', 'Name some, or say --all.');
  }
  const unknown = slugs.find((slug) => !datasets.some((dataset) => dataset.slug === slug));
  if (unknown !== undefined) {
    throw new NotFound(`There is no dataset "${unknown}".`, 'The command datasets lists them.');
  }
  return all ? datasets : datasets.filter(({ slug }) => slugs.includes(slug));
}

/** A dataset whose import is not known any more keeps what it has. */
async function lintAgain(context: Context, datasets: readonly Dataset[]): Promise<void> {
  for (const { id, importId } of datasets) {
    if (importId !== null) await runJobNow(context, lintDataset, id);
  }
}

/** A line for each rule that found something in a dataset, the worst first, then what that comes to. */
function printFindings(table: LintTable): void {
  const lines = table.rows.flatMap(({ dataset, counts, decisions }) =>
    table.rules.flatMap(({ key, severity }) => {
      const count = counts.get(key);
      return count === undefined
        ? []
        : [[dataset.slug, severity, key, String(count), decisions.get(key) ?? '']];
    }),
  );
  if (lines.length > 0) printTable(['dataset', 'severity', 'rule', 'findings', 'decision'], lines);
  for (const { dataset } of table.rows.filter(({ isLinted }) => !isLinted)) {
    print(`${dataset.slug} was never linted. ${wayToLint(dataset)}`);
  }
  const findings = lines.reduce((sum, [, , , count]) => sum + Number(count), 0);
  const datasets = new Set(lines.map(([slug]) => slug)).size;
  print(
    `${plural(findings, 'finding', 'findings')} in ${plural(datasets, 'dataset', 'datasets')} ` +
      `of ${table.rows.length}; ${plural(table.rules.length, 'rule', 'rules')}.`,
  );
}

function wayToLint({ slug, importId }: Dataset): string {
  return importId === null ? 'Import its file again to lint it.' : `Run lint --again ${slug}.`;
}
