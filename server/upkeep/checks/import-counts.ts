import type { Check } from '../check';
import { countCheckedImports, listImportsUnlikeDatasets, listMiscountedImports } from './recount-store';

export const importCounts: Check = {
  key: 'import-counts',
  name: 'Imports say what was found in their files',
  run: async (db, limit) => {
    const miscounted = await listMiscountedImports(db, limit);
    const unlike = await listImportsUnlikeDatasets(db, limit);
    return {
      checked: await countCheckedImports(db),
      faults: [
        ...miscounted.map(
          ({ id, fileName, failed, warned, failedLines, warnedLines }) =>
            `import ${id} of ${fileName} says ${failed} records failed and ${warned} have a warning, but ${failedLines} and ${warnedLines} are listed`,
        ),
        ...unlike.map(
          ({ id, fileName, items, labelled, itemCount, labelledCount }) =>
            `import ${id} of ${fileName} says ${items} items and ${labelled} labels, but its dataset ${itemCount} and ${labelledCount}`,
        ),
      ],
    };
  },
};
