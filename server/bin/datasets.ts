import { Command } from 'commander';
import { listAllTags } from '../datasets/catalogue/tag-store';
import { listDatasets, type Dataset } from '../datasets/dataset-store';
import { countQuarantined } from '../datasets/lint/lint-decision-store';
import { summarizeLint, summaryInWords, type LintSummary } from '../datasets/lint/report/lint-summary';
import type { Database } from '../db/database';
import { studyUses } from '../studies/study-uses-store';
import { print, printJson } from './output';
import { withContext } from './with-context';

export function datasetsCommand(): Command {
  return new Command('datasets')
    .description('List the datasets.')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) =>
      withContext(async ({ db }) => {
        const datasets = await loadSummaries(db);
        if (options.json) printJson(datasets);
        else if (datasets.length === 0) print('No datasets yet. Import some: import PATH…');
        else printTable(datasets);
      }),
    );
}

type Summary = ReturnType<typeof summaryOf>;

interface Known {
  readonly tags: readonly string[];
  readonly lint: LintSummary | undefined;
  readonly quarantined: number;
  readonly inStudy: boolean;
}

async function loadSummaries(db: Database): Promise<Summary[]> {
  const datasets = await listDatasets(db);
  const tags = await listAllTags(db);
  const lint = await summarizeLint(db, datasets);
  const used = new Set(await studyUses.listUsedDatasets(db));
  const summaries: Summary[] = [];
  for (const dataset of datasets) {
    const { id } = dataset;
    summaries.push(
      summaryOf(dataset, {
        tags: tags.get(id) ?? [],
        lint: lint.get(id),
        quarantined: await countQuarantined(db, id),
        inStudy: used.has(id),
      }),
    );
  }
  return summaries;
}

function summaryOf(dataset: Dataset, { tags, lint, quarantined, inStudy }: Known) {
  return {
    slug: dataset.slug,
    name: dataset.fileName,
    family: dataset.family,
    category: dataset.category,
    source: dataset.source,
    polarity: dataset.polarity,
    purpose: dataset.purpose,
    format: dataset.format,
    items: dataset.itemCount,
    labelled: dataset.labelledCount,
    quarantined,
    /** Null for one that was never linted. */
    lint: lint ?? null,
    behavior: dataset.behavior,
    behaviorVersion: dataset.behaviorVersion,
    confirmed: dataset.behaviorConfirmedAt !== null,
    inStudy,
    contentNote: dataset.contentNote,
    tags,
    imported: new Date(dataset.createdAt).toISOString(),
    sha256: dataset.sha256,
  };
}

const columns = [
  'slug',
  'family',
  'category',
  'source',
  'polarity',
  'purpose',
  'items',
  'quarantined',
  'lint',
  'confirmed',
  'inStudy',
  'behavior',
] as const;

function printTable(datasets: readonly Summary[]): void {
  const rows = [
    columns.map((column) => titles[column] ?? column),
    ...datasets.map((dataset) => columns.map((column) => cell(dataset, column))),
  ];
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  for (const row of rows)
    print(
      row
        .map((text, i) => text.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    );
}

const titles: Readonly<Record<string, string>> = { inStudy: 'in a study' };

function cell(dataset: Summary, column: (typeof columns)[number]): string {
  if (column === 'lint') return summaryInWords(dataset.lint ?? undefined);
  const value = dataset[column];
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
