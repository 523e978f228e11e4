import type { Dataset } from '../dataset-store';
import { behaviorName } from './behavior-name';
import type { Alignment, Pair } from './pair-store';

/** Two datasets that may test one behavior, written by a model and by people. */
export interface PairProposal {
  readonly model: Dataset;
  readonly human: Dataset;
  /** As far as their polarities tell. */
  readonly alignment: Alignment;
}

/** Every model-written and human-written set of one name that nobody has decided about, by slug. */
export function proposePairs(datasets: readonly Dataset[], decided: readonly Pair[]): PairProposal[] {
  const rateable = datasets.filter(
    ({ purpose, itemKind }) => purpose === 'evaluation' && itemKind === 'choice',
  );
  const of = (source: Dataset['source']): Dataset[] =>
    rateable.filter((dataset) => dataset.source === source);
  const isDecided = (model: Dataset, human: Dataset): boolean =>
    decided.some((pair) => pair.modelDatasetId === model.id && pair.humanDatasetId === human.id);
  return of('model').flatMap((model) =>
    of('human')
      .filter((human) => behaviorName(human) === behaviorName(model) && !isDecided(model, human))
      .map((human) => ({ model, human, alignment: alignmentOf(model, human) })),
  );
}

/** Labels point the same way unless one of the two is the opposite of its name. */
export function alignmentOf(model: Dataset, human: Dataset): Alignment {
  return model.polarity === human.polarity ? 'same' : 'opposite';
}

/** The dataset a gold set was made for, by name; the model-written one where there are two. */
export function proposeGoldFor(gold: Dataset, datasets: readonly Dataset[]): Dataset | undefined {
  const named = datasets.filter(
    (dataset) =>
      dataset.purpose === 'evaluation' &&
      dataset.itemKind === gold.itemKind &&
      behaviorName(dataset) === behaviorName(gold),
  );
  return named.find(({ source }) => source === 'model') ?? named[0];
}
