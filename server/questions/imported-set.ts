import type { QuestionSet } from './question';

/**
 * What ratings imported from a file answer. Nobody is asked it here, so it is not in the list of sets to choose from;
 * how raters were asked, only whoever made the file knows.
 */
export const importedSet: QuestionSet = {
  key: 'imported',
  version: 1,
  name: 'Imported ratings',
  itemKind: 'choice',
  questions: [{ name: 'label', legend: 'Which label fits this item?', scale: 'nominal', choices: 'item' }],
};

/** Whether a study's ratings come from a file of ratings. */
export function isImported({ questionSet }: { readonly questionSet?: string }): boolean {
  return questionSet === importedSet.key;
}
