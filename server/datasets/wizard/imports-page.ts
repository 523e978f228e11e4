import { paths } from '../../paths';
import { dateTime, wholeNumber } from '../../web/format';
import type { ImportRun } from '../import-store';
import { nextStep, stateWords } from './import-state';

export const importsPerPage = 50;

/**
 * The locals of the list of imports.
 * @param runs one more than a page holds when there are older ones
 * @param isFirst whether the newest are among them
 */
export function importsPage(runs: readonly ImportRun[], isFirst: boolean) {
  const shown = runs.slice(0, importsPerPage);
  const oldest = runs.length > shown.length ? shown.at(-1) : undefined;
  return {
    title: 'Imports',
    rows: shown.map((run) => [
      { text: run.fileName, href: paths.import(run.id) },
      stateWords[run.state],
      run.records === 0 ? '–' : wholeNumber(run.items),
      run.records === 0 ? '–' : wholeNumber(run.failed),
      dateTime(run.createdAt),
      nextStep(run),
    ]),
    newestHref: isFirst ? undefined : paths.imports(),
    olderHref: oldest && `${paths.imports()}?before=${oldest.id}`,
  };
}
