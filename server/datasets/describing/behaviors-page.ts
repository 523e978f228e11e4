import { paths } from '../../paths';
import { dateTime, wholeNumber } from '../../web/format';
import type { StudyUse } from '../catalogue/study-uses';
import type { Dataset } from '../dataset-store';
import type { listBehaviors } from './description-store';

type ListedBehavior = Awaited<ReturnType<typeof listBehaviors>>[number];

/** The locals of the page of all behaviors a dataset ever had. */
export function behaviorsPage(
  { id, slug }: Dataset,
  behaviors: readonly ListedBehavior[],
  uses: readonly StudyUse[],
) {
  return {
    title: `Behaviors of ${slug}`,
    dataset: { id, slug },
    behaviors: behaviors.map(({ version, behavior, polarity, setByName, setAt }) => ({
      version: wholeNumber(version),
      behavior,
      polarity,
      set: `Set by ${setByName ?? 'nobody who is known'}, ${dateTime(setAt)}`,
      studies: uses
        .filter(({ behaviorVersion }) => behaviorVersion === version)
        .map(({ studyId, name }) => ({ name, href: paths.study(studyId) })),
    })),
  };
}
