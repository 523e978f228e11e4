import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { Invalid } from '../../errors';
import { releaseClaim } from '../../studies/end-claims';
import {
  listJoinedContent,
  listOptOuts,
  listUnwantedClaims,
  lockAllParticipations,
  replaceOptOuts,
} from './content-store';

/** A tag the rater can choose, with what is said of datasets that have it. */
export interface OfferedTag {
  readonly tag: string;
  readonly contentNotes: readonly string[];
}

/** The tags in the rater's studies, and those chosen before, which may be in none any more. */
export async function listOfferedTags(db: Database, raterId: string): Promise<OfferedTag[]> {
  const notes = new Map<string, string[]>();
  for (const tag of await listOptOuts(db, raterId)) notes.set(tag, []);
  for (const { tag, contentNote } of await listJoinedContent(db, raterId)) {
    notes.set(tag, [...(notes.get(tag) ?? []), ...(contentNote ? [contentNote] : [])]);
  }
  const tags = [...notes].map(([tag, contentNotes]) => ({ tag, contentNotes: contentNotes.sort() }));
  return tags.sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

/**
 * Gives the rater nothing more of datasets with these tags, and gives what the rater holds of them to others. What is
 * rated stays.
 * @throws Invalid for a tag that was not offered
 */
export async function chooseOptOuts(
  context: Context,
  raterId: string,
  tags: readonly string[],
): Promise<void> {
  await context.db.transaction(async (tx) => {
    await lockAllParticipations(tx, raterId, context.now());
    const offered = (await listOfferedTags(tx, raterId)).map(({ tag }) => tag);
    if (!tags.every((tag) => offered.includes(tag))) {
      throw new Invalid('One of these boxes is not there any more.', 'Open the page again and choose anew.');
    }
    await replaceOptOuts(tx, raterId, tags);
    const unwanted = await listUnwantedClaims(tx, raterId);
    for (const { id } of unwanted) await releaseClaim(tx, context, id);
    await recordAudit(tx, context, {
      actorId: raterId,
      action: 'content opted out of',
      objectId: raterId,
      detail: { tags: tags.length, released: unwanted.length },
    });
  });
}
