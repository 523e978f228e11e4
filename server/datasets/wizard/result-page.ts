import { paths } from '../../paths';
import { plural, wholeNumber } from '../../web/format';
import type { Dataset } from '../dataset-store';
import type { ImportRun } from '../import-store';
import { fileFactsList } from './file-facts-list';
import { problemList, type FoundProblems } from './check/problem-list';
import { wizardSteps } from './wizard-steps';

export interface ImportResultShown {
  readonly run: ImportRun;
  /** Undefined when it is gone: it was imported once and removed by other means. */
  readonly dataset: Dataset | undefined;
  readonly quarantined: number;
  readonly found: FoundProblems;
}

/** The locals of the page of an import that is a dataset. */
export function resultPage({ run, dataset, quarantined, found }: ImportResultShown) {
  return {
    title: `Import of ${run.fileName}`,
    importId: run.id,
    fileName: run.fileName,
    steps: wizardSteps('Import', run),
    outcome: dataset
      ? { kind: 'success', text: `${plural(dataset.itemCount, 'item is', 'items are')} imported.` }
      : { kind: 'info', text: 'The dataset of this import is gone.' },
    dataset: dataset && { slug: dataset.slug, href: paths.dataset(dataset.id) },
    next: dataset && nextSteps(dataset),
    facts: dataset ? factsOf(run, dataset, quarantined) : fileFactsList(run),
    ...problemList(found),
    undoHref: dataset?.importId === run.id ? paths.importUndoing(run.id) : undefined,
  };
}

function nextSteps({ id, behaviorConfirmedAt, purpose }: Dataset): {
  href: string;
  text: string;
  why: string;
} {
  if (behaviorConfirmedAt === null) {
    const why = 'Until then no study can use the dataset.';
    return { href: paths.dataset(id), text: 'Read some items and confirm the behavior', why };
  }
  return purpose === 'gold'
    ? {
        href: paths.datasetGold(id),
        text: 'Explain the answers',
        why: 'Raters in training read why they are right.',
      }
    : {
        href: paths.newStudy(),
        text: 'Make a study',
        why: 'Raters then answer items that are drawn from it.',
      };
}

function factsOf(run: ImportRun, { itemCount, labelledCount }: Dataset, quarantined: number) {
  const counts = Object.entries({
    Imported: `${plural(itemCount, 'item', 'items')}, ${wholeNumber(labelledCount)} with a label`,
    Failed: plural(run.failed, 'record', 'records'),
    Quarantined: plural(quarantined, 'item', 'items'),
  });
  return [...counts.map(([name, value]) => ({ name, value })), ...fileFactsList(run)];
}
