import { paths } from '../../../paths';
import { plural } from '../../../web/format';
import type { Dataset } from '../../dataset-store';
import type { ImportRun } from '../../import-store';

/** A study that has drawn from a dataset. */
export interface DrawingStudy {
  readonly id: string;
  readonly name: string;
  readonly ratings: number;
}

/** The locals of the page that says what goes when an import is undone, or why it cannot be undone any more. */
export function undoingPage(run: ImportRun, dataset: Dataset, studies: readonly DrawingStudy[]) {
  const link = ({ id, name }: DrawingStudy) => ({ href: paths.study(id), text: name });
  const rated = studies.filter(({ ratings }) => ratings > 0);
  return {
    title: `Undo the import of ${run.fileName}`,
    importId: run.id,
    fileName: run.fileName,
    slug: dataset.slug,
    items: plural(dataset.itemCount, 'item', 'items'),
    rated: rated.map(link),
    studies: rated.length > 0 ? [] : studies.map(link),
    backHref: paths.import(run.id),
  };
}
