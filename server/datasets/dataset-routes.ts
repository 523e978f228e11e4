import { Router, type Request } from 'express';
import type { Context } from '../context';
import { Conflict } from '../errors';
import { paths } from '../paths';
import { currentUser } from '../web/current-user';
import { setFlash } from '../web/flash';
import { parseForm } from '../web/form-fields';
import { pathId } from '../web/path-id';
import { renderPage } from '../web/render-page';
import { requireAdmin, requireReader } from '../web/require-role';
import type { StudyUses } from './catalogue/study-uses';
import { listTags } from './catalogue/tag-store';
import { behaviorForm } from './dataset-form';
import { datasetPage, itemsShown, staleDatasetPage, type DatasetSource } from './dataset-page';
import { listDatasets, loadDataset } from './dataset-store';
import { behaviorsPage } from './describing/behaviors-page';
import {
  describeDataset,
  descriptionMark,
  type DescribedDataset,
  type SaidOfDataset,
} from './describing/describe-dataset';
import { listBehaviors } from './describing/description-store';
import { listItems } from './item-store';
import { countQuarantined } from './lint/lint-decision-store';
import { summarizeLint } from './lint/report/lint-summary';

/** Each dataset: what is known of it, what is said about it, and what was said before. */
export function datasetRoutes(context: Context, uses: StudyUses): Router {
  const router = Router();
  const { db } = context;

  router.get(paths.dataset(':id'), requireReader, async (req, res) => {
    const source = await loadSource(context, uses, pathId(req));
    renderPage(res, 'datasets/show', datasetPage(source));
  });

  router.post(paths.datasetBehavior(':id'), requireAdmin, async (req, res) => {
    const id = pathId(req);
    const before = await readDescribed(context, id);
    const parsed = parseForm(behaviorForm, req.body);
    if (parsed.errors) {
      const page = datasetPage(await loadSource(context, uses, id));
      const form = { ...page.form, confirm: '', ...parsed.typed };
      return renderPage(res, 'datasets/show', { ...page, errors: parsed.errors, form }, 422);
    }
    const { mark, ...said } = parsed.values;
    const isSaved = mark === descriptionMark(before) && (await save(context, req, before, said));
    if (!isSaved) {
      const page = staleDatasetPage(await loadSource(context, uses, id), req.body as Record<string, unknown>);
      return renderPage(res, 'datasets/show', page, 409);
    }
    setFlash(
      req,
      said.confirm ? 'The behavior is saved and confirmed.' : 'The behavior is saved as a draft.',
    );
    return res.redirect(303, paths.dataset(id));
  });

  router.get(paths.datasetBehaviors(':id'), requireAdmin, async (req, res) => {
    const dataset = await loadDataset(db, pathId(req));
    const behaviors = await listBehaviors(db, dataset.id);
    const page = behaviorsPage(dataset, behaviors, await uses.listStudyUses(db, dataset.id));
    renderPage(res, 'datasets/behaviors', page);
  });

  return router;
}

/** @returns whether nobody was faster */
async function save(
  context: Context,
  req: Request,
  before: DescribedDataset,
  said: SaidOfDataset,
): Promise<boolean> {
  try {
    await describeDataset(context, before, said, currentUser(req).id);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

async function readDescribed({ db }: Context, id: string): Promise<DescribedDataset> {
  return { dataset: await loadDataset(db, id), tags: await listTags(db, id) };
}

async function loadSource(context: Context, uses: StudyUses, id: string): Promise<DatasetSource> {
  const { db } = context;
  const described = await readDescribed(context, id);
  const others = await listDatasets(db);
  const used = (values: readonly string[]): string[] =>
    [...new Set(values)].filter((one) => one !== '').sort();
  return {
    ...described,
    mark: descriptionMark(described),
    items: await listItems(db, id, { limit: itemsShown }),
    lint: (await summarizeLint(db, [described.dataset])).get(id),
    quarantined: await countQuarantined(db, id),
    studies: (await uses.listStudyUses(db, id)).length,
    families: used(others.map(({ family }) => family)),
    categories: used(others.map(({ category }) => category)),
  };
}
