import type { Context } from '../../../context';
import { Conflict } from '../../../errors';
import type { FieldError } from '../../../web/form-fields';
import { hasSlug, type Dataset } from '../../dataset-store';
import { updatePlan, type ImportRun } from '../../import-store';
import type { ImportPlan } from '../../importing/import-plan';

/** What is wrong with a plan that its form alone cannot tell. */
export async function planFaults(
  { db }: Pick<Context, 'db'>,
  plan: ImportPlan,
  sameDatasets: readonly Dataset[],
): Promise<FieldError[]> {
  const faults: FieldError[] = [];
  if (await hasSlug(db, plan.slug)) {
    faults.push({
      name: 'slug',
      message: `There is a dataset “${plan.slug}” already. Choose another short name.`,
    });
  }
  if (sameDatasets.length > 0 && !plan.asCopy) {
    const message = 'Say that a copy is wanted: these bytes are a dataset already.';
    faults.push({ name: 'asCopy', message });
  }
  return faults;
}

/**
 * Keeps a plan until it is confirmed.
 * @throws Conflict when the import is at another step by now
 */
export async function savePlan({ db }: Pick<Context, 'db'>, run: ImportRun, plan: ImportPlan): Promise<void> {
  if (await updatePlan(db, run.id, plan)) return;
  throw new Conflict('This import is at another step by now.', 'Look at its page.');
}
