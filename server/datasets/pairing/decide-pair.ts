import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { Invalid, NotFound } from '../../errors';
import { loadDataset } from '../dataset-store';
import { deletePair, setPair, type Pair } from './pair-store';

export type PairDecision = Pick<Pair, 'modelDatasetId' | 'humanDatasetId' | 'verdict' | 'alignment'> & {
  readonly actorId: string;
};

/**
 * Writes down that two datasets test one behavior, or that they do not.
 * @throws Invalid unless one is model-written and the other human-written, both to be rated
 */
export async function decidePair(context: Context, decision: PairDecision): Promise<void> {
  const { actorId, ...pair } = decision;
  const model = await loadDataset(context.db, pair.modelDatasetId);
  const human = await loadDataset(context.db, pair.humanDatasetId);
  const areSources = model.source === 'model' && human.source === 'human';
  const areRateable = [model, human].every(
    ({ purpose, itemKind }) => purpose === 'evaluation' && itemKind === 'choice',
  );
  if (!areSources || !areRateable) {
    throw new Invalid(
      'A pair is a model-written and a human-written dataset of items with choices, neither of them a gold set.',
      'Correct the source on the page of the dataset, or choose others.',
    );
  }
  await context.db.transaction(async (tx) => {
    await setPair(tx, { ...pair, decidedBy: actorId, decidedAt: context.now() });
    await recordAudit(tx, context, {
      actorId,
      action: `pair ${pair.verdict}`,
      objectId: model.id,
      detail: { model: model.slug, human: human.slug, alignment: pair.alignment },
    });
  });
}

/** Takes a decision back; the pair is proposed again if the names say so. @throws NotFound when there is none */
export async function removePairDecision(
  context: Context,
  { modelId, humanId, actorId }: { modelId: string; humanId: string; actorId: string },
): Promise<void> {
  await context.db.transaction(async (tx) => {
    if (!(await deletePair(tx, modelId, humanId))) {
      throw new NotFound('Nothing was decided about these two datasets.', 'Reload the page of pairs.');
    }
    await recordAudit(tx, context, {
      actorId,
      action: 'pair decision removed',
      objectId: modelId,
      detail: { human: humanId },
    });
  });
}
