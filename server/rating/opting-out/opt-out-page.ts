import type { Database } from '../../db/database';
import { listOfferedTags } from './choose-opt-outs';
import { listOptOuts } from './content-store';

/** What a rater can ask not to be given. */
export async function optOutPage(db: Database, raterId: string) {
  const offered = await listOfferedTags(db, raterId);
  return {
    title: 'Content you do not want to see',
    tags: offered.map(({ tag, contentNotes }) => ({
      value: tag,
      text: tag,
      hint: contentNotes.length > 0 ? contentNotes.join(' · ') : undefined,
    })),
    chosen: await listOptOuts(db, raterId),
  };
}
