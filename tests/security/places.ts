import type { House } from '../support/house';
import type { Furniture } from '../pages/furnished-house';

/** Where each route of the matrix leads in the furnished house: the pattern with real ids in it. */
export type PlaceOf = (pattern: string) => string;

export async function placesIn({
  context,
  cast,
  furniture,
}: House & { furniture: Furniture }): Promise<PlaceOf> {
  const { training, imports } = furniture;
  const idOf = async (sql: string, ...params: string[]): Promise<string> =>
    (await context.db.get<{ id: string }>(sql, ...params))?.id ?? '';
  const messageId = await idOf('SELECT id FROM messages WHERE rater_id = ?', cast.ada.id);
  const inviteId = await idOf('SELECT id FROM invites WHERE study_id IS NOT NULL');
  const linkId = await idOf('SELECT id FROM access_links WHERE role IS NOT NULL');
  const part = (path: string, index: number): string => path.split('/')[index] ?? '';
  const runPath = training.itemPath;
  /** By the beginning of the pattern; the first that fits. */
  const ids: readonly [RegExp, string][] = [
    [/^\/training\/:id\/:number\/feedback/, part(training.feedbackPath, 2)],
    [/^\/training\/:id\/:number/, part(runPath, 2)],
    [/^\/training/, training.studyId],
    [/^\/assignments/, part(furniture.openPath, 2)],
    [/^\/parked/, part(furniture.verifyPath, 2)],
    [/^\/messages/, messageId],
    [/^\/invites/, inviteId],
    [/^\/people\/links/, linkId],
    [/^\/people/, furniture.personId],
    [/^\/pay\/rejections/, part(furniture.appealPath, 3)],
    [/^\/reports/, furniture.reportId],
    [/^\/datasets\/:id\/(gold|explanations)/, furniture.goldId],
    [/^\/datasets/, furniture.datasetId],
    [/^\/imports\/:id\/confirmation/, imports.planned],
    [/^\/imports\/:id\/cancellation/, imports.checking],
    [/^\/imports\/:id\/undoing/, furniture.importId],
    [/^\/imports/, imports.checked],
    [/^\/studies\/:id\/(training|raters\/:raterId\/(training|requal|qual))/, training.studyId],
    [/^\/studies\/:id\/panel/, furniture.panelStudyId],
    [/./, furniture.studyId],
  ];
  const tokens: Readonly<Record<string, string>> = {
    join: part(furniture.joinPath, 2),
    panels: part(furniture.panelPath, 2),
    access: part(furniture.invitationPath, 2),
  };
  return (pattern) => {
    const values: Readonly<Record<string, string>> = {
      id: ids.find(([start]) => start.test(pattern))?.[1] ?? '',
      token: tokens[part(pattern, 1)] ?? 'x',
      raterId: furniture.raterId,
      itemId: pattern.includes('/training/') ? training.itemId : furniture.itemId,
      slug: furniture.slug,
      rejectionId: part(furniture.appealPath, 3),
      ...{ line: '1', name: 'report.html' },
      number: part(pattern.endsWith('/feedback') ? training.feedbackPath : runPath, 3),
    };
    return pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  };
}
