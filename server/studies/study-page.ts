import type { Dataset } from '../datasets/dataset-store';
import { paths } from '../paths';
import { questionSets } from '../questions/question-sets';
import type { FieldError, Typed } from '../web/form-fields';
import { plural } from '../web/format';
import { fits } from './choose-datasets';
import { stoppingNames } from './stopping-form';

/** The form of a new study. Datasets whose behavior is a draft are listed apart, with the way to confirm it. */
export function newStudyPage(datasets: readonly Dataset[], typed: Typed, errors: readonly FieldError[] = []) {
  const usable = datasets.filter((dataset) => questionSets.some((set) => fits(dataset, set)));
  return {
    title: 'New study',
    errors,
    typed,
    chosen: [typed.datasets ?? []].flat(),
    datasets: usable.filter(isConfirmed).map(({ slug, behavior, itemCount }) => ({
      value: slug,
      text: slug,
      hint: `Someone who ${behavior} · ${plural(itemCount, 'item', 'items')}`,
    })),
    drafts: usable
      .filter((dataset) => !isConfirmed(dataset))
      .map(({ id, slug }) => ({ text: slug, href: paths.dataset(id) })),
    questionSets: questionSets.map(({ key, name }) => ({ value: key, text: name })),
    isGoldTied: datasets.some(({ goldFor }) => goldFor !== null),
    opened: {
      limits: isFilled(['raterQuota', 'goldPercent', 'verifyPercent'], typed, errors),
      stopping: isFilled(stoppingNames, typed, errors),
    },
  };
}

/** Whether an optional part of the form holds something, or is wrong: then it is shown unfolded. */
function isFilled(names: readonly string[], typed: Typed, errors: readonly FieldError[]): boolean {
  return names.some((name) => Boolean(typed[name]) || errors.some((error) => error.name === name));
}

function isConfirmed({ behaviorConfirmedAt }: Dataset): boolean {
  return behaviorConfirmedAt !== null;
}
