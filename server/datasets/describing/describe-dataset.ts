import { createHash } from 'node:crypto';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { Conflict } from '../../errors';
import { listTags, replaceTags } from '../catalogue/tag-store';
import type { Dataset } from '../dataset-store';
import { insertBehavior, replaceDescription, type Description } from './description-store';

/** A dataset and its tags as somebody read them. */
export interface DescribedDataset {
  readonly dataset: Dataset;
  readonly tags: readonly string[];
}

/** What an admin says about a dataset. */
export interface SaidOfDataset extends Pick<
  Dataset,
  'behavior' | 'polarity' | 'source' | 'family' | 'category' | 'contentNote'
> {
  readonly tags: readonly string[];
  /** Whether the sentence may be shown to raters as it is. */
  readonly confirm: boolean;
}

/**
 * Saves what an admin says about a dataset; unconfirmed, it keeps the dataset out of new studies. Another behavior or
 * polarity is a new version, and studies keep the version they were made under.
 * @throws Conflict when the description is no longer the one that was read
 */
export async function describeDataset(
  context: Context,
  before: DescribedDataset,
  said: SaidOfDataset,
  actorId: string | null,
): Promise<void> {
  const { dataset } = before;
  const after = descriptionAfter(context, before, said, actorId);
  await context.db.transaction(async (tx) => {
    if (!(await replaceDescription(tx, dataset, after))) throw changedMeanwhile();
    // Whoever writes tags has just written the dataset's row, so from here on they are ours alone.
    if (!isSame(before.tags, await listTags(tx, dataset.id))) throw changedMeanwhile();
    await writeParts(tx, context, { before, after, tags: said.tags, actorId });
    await recordAudit(tx, context, {
      actorId,
      action: said.confirm ? 'behavior confirmed' : 'behavior drafted',
      objectId: dataset.id,
      detail: {
        before: dataset.behavior,
        after: said.behavior,
        polarity: said.polarity,
        source: said.source,
      },
    });
  });
}

/** Stands for everything that can be said about a dataset: the same as long as nobody says anything else. */
export function descriptionMark({ dataset, tags }: DescribedDataset): string {
  const { behavior, polarity, source, family, category, contentNote } = dataset;
  const { behaviorVersion, behaviorConfirmedAt } = dataset;
  const said = [
    behavior,
    polarity,
    source,
    family,
    category,
    contentNote,
    behaviorVersion,
    behaviorConfirmedAt,
  ];
  return createHash('sha256')
    .update(JSON.stringify([...said, tags]))
    .digest('hex')
    .slice(0, 32);
}

function descriptionAfter(
  { now }: Pick<Context, 'now'>,
  { dataset }: DescribedDataset,
  { behavior, polarity, source, family, category, contentNote, confirm }: SaidOfDataset,
  actorId: string | null,
): Description {
  const isNewVersion = behavior !== dataset.behavior || polarity !== dataset.polarity;
  const staysConfirmed = confirm && !isNewVersion && dataset.behaviorConfirmedAt !== null;
  return {
    behavior,
    polarity,
    source,
    family,
    category,
    contentNote,
    behaviorConfirmedAt: staysConfirmed ? dataset.behaviorConfirmedAt : confirm ? now() : null,
    behaviorConfirmedBy: staysConfirmed ? dataset.behaviorConfirmedBy : confirm ? actorId : null,
    behaviorVersion: dataset.behaviorVersion + (isNewVersion ? 1 : 0),
  };
}

async function writeParts(
  tx: Database,
  { now }: Pick<Context, 'now'>,
  {
    before,
    after,
    tags,
    actorId,
  }: { before: DescribedDataset; after: Description; tags: readonly string[]; actorId: string | null },
): Promise<void> {
  const { id, behaviorVersion } = before.dataset;
  if (after.behaviorVersion !== behaviorVersion) {
    const { behavior, polarity, behaviorVersion: version } = after;
    await insertBehavior(tx, id, { version, behavior, polarity, setBy: actorId, setAt: now() });
  }
  if (!isSame(before.tags, tags)) await replaceTags(tx, id, tags);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag, index) => tag === b[index]);
}

function changedMeanwhile(): Conflict {
  return new Conflict('Somebody else has just changed what is said about this dataset.');
}
