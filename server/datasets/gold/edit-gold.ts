import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { Invalid, NotFound } from '../../errors';
import { loadDataset, type Dataset } from '../dataset-store';
import { findItem } from '../item-store';
import { deleteExplanation, setExplanation, setGoldFor } from './gold-store';

/**
 * Ties a gold set to its dataset, or unties it.
 * @throws Invalid when the one is no gold set, or the other is one
 */
export async function tieGold(
  context: Context,
  { gold, goldFor, actorId }: { gold: Dataset; goldFor: string | null; actorId: string },
): Promise<void> {
  const dataset = goldFor === null ? undefined : await loadDataset(context.db, goldFor);
  if (gold.purpose !== 'gold') throw new Invalid('This dataset is no gold set, so it belongs to no other.');
  if (dataset && (dataset.purpose === 'gold' || dataset.itemKind !== gold.itemKind)) {
    throw new Invalid(
      'A gold set belongs to a dataset that is rated and holds the same kind of items.',
      'Choose another dataset.',
    );
  }
  await context.db.transaction(async (tx) => {
    await setGoldFor(tx, gold.id, goldFor);
    await recordAudit(tx, context, {
      actorId,
      action: 'gold set tied',
      objectId: gold.id,
      detail: { goldFor },
    });
  });
}

/**
 * Writes the explanation of a gold item, or removes it when it is empty.
 * @throws NotFound when the gold set has no such item
 */
export async function explainGoldItem(
  context: Context,
  written: { gold: Dataset; itemId: string; explanation: string; actorId: string },
): Promise<void> {
  const { gold, itemId, explanation, actorId } = written;
  const item = await findItem(context.db, itemId);
  if (item?.datasetId !== gold.id || gold.purpose !== 'gold') {
    throw new NotFound('This gold set has no such item.', 'Reload its page.');
  }
  await context.db.transaction(async (tx) => {
    if (explanation === '') await deleteExplanation(tx, itemId);
    else await setExplanation(tx, { itemId, explanation, writtenBy: actorId, writtenAt: context.now() });
    await recordAudit(tx, context, {
      actorId,
      action: explanation === '' ? 'gold explanation removed' : 'gold explanation written',
      objectId: itemId,
      detail: { dataset: gold.slug, line: item.line },
    });
  });
}
