import type { Database } from '../../db/database';
import { listOfferedTags } from './choose-opt-outs';
import type { Words } from '../../web/wording/words';
import { listOptOuts } from './content-store';

/** What a rater can ask not to be given. */
export async function optOutPage(db: Database, t: Words, raterId: string) {
  const offered = await listOfferedTags(db, raterId);
  return {
    title: t('optOuts.title'),
    tags: offered.map(({ tag, contentNotes }) => ({
      value: tag,
      text: tag,
      hint: contentNotes.length > 0 ? contentNotes.join(' · ') : undefined,
    })),
    chosen: await listOptOuts(db, raterId),
  };
}
