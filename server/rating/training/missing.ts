import { plural } from '../../web/format';
import type { TrainingItem, TrainingSettings } from './training-store';

export const fewestItems = 5;
export const mostItems = 8;

/** What a training still needs before raters can begin it, in words for the admin; empty when it is complete. */
export function missingFrom(
  { passMark }: Pick<TrainingSettings, 'passMark'>,
  items: readonly Pick<TrainingItem, 'kind' | 'reason' | 'rightAnswers'>[],
): string[] {
  const lacking = fewestItems - items.length;
  const withoutReason = items.filter(({ reason }) => reason === '').length;
  const withoutAnswer = items.filter(({ rightAnswers }) => Object.keys(rightAnswers).length === 0).length;
  return [
    ...(lacking > 0
      ? [`${plural(lacking, 'more item', 'more items')} (${fewestItems} to ${mostItems})`]
      : []),
    ...(items.some(({ kind }) => kind === 'ambiguous') ? [] : ['an item that is ambiguous']),
    ...(items.some(({ kind }) => kind === 'mislabelled') ? [] : ['an item whose label is wrong']),
    ...(withoutReason > 0 ? [`a reason for ${plural(withoutReason, 'item', 'items')}`] : []),
    ...(withoutAnswer > 0 ? [`a right answer for ${plural(withoutAnswer, 'item', 'items')}`] : []),
    ...(passMark > items.length ? [`a pass mark of at most ${plural(items.length, 'item', 'items')}`] : []),
  ];
}
