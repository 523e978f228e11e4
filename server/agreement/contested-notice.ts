import { plural } from '../web/format';

/** What stands above label agreement while it lacks the items that are hardest to tell. */
export function contestedNotice({ contestedItems }: { contestedItems: number }): string | null {
  if (contestedItems === 0) return null;
  const items = plural(contestedItems, 'item with divided raters lacks', 'items with divided raters lack');
  return `${items} further ratings. Label agreement leaves such items out and is probably too high.`;
}
