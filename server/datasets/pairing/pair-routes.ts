import { Router, type Request } from 'express';
import type { Context } from '../../context';
import { Invalid } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm, type FieldError, type Typed } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireAdmin } from '../../web/require-role';
import { listDatasets, loadDataset, type Dataset } from '../dataset-store';
import { listItems, type Item } from '../item-store';
import { decidePair, removePairDecision } from './decide-pair';
import { readLabelOpenings, type LabelOpenings } from './label-openings';
import { pairForm, pairRemovalForm } from './pair-form';
import { listPairs } from './pair-store';
import { openingColumns, openingsNote, pairsPage } from './pairs-page';
import { polarityPage } from './polarity-page';
import { proposePairs } from './propose-pairs';
import { behaviorName } from './behavior-name';

/** Proposals whose labels are read for one page; the rest follow when these are decided. */
const proposalsAtOnce = 10;
/** Items quoted to show which way labels point. */
const samplesShown = 6;

/** Pairs of model-written and human-written datasets, and the evidence of which way labels point. */
export function pairRoutes(context: Context): Router {
  const router = Router();

  router.get(paths.pairs(), requireAdmin, async (_req, res) => {
    renderPage(res, 'datasets/pairs', await showPairs(context));
  });

  router.post(paths.pairs(), requireAdmin, async (req, res) => {
    const parsed = parseForm(pairForm, req.body);
    if (parsed.errors) {
      return renderPage(res, 'datasets/pairs', await showPairs(context, parsed.errors, parsed.typed), 422);
    }
    const { model, human, ...decision } = parsed.values;
    const pair = { ...decision, modelDatasetId: model, humanDatasetId: human };
    await decidePair(context, { ...pair, actorId: currentUser(req).id });
    setFlash(req, decision.verdict === 'confirmed' ? 'The pair is confirmed.' : 'The two are not a pair.');
    return res.redirect(303, paths.pairs());
  });

  router.post(paths.pairRemoval(), requireAdmin, async (req, res) => {
    const { values } = parseForm(pairRemovalForm, req.body);
    if (!values) throw new Invalid('This form names no pair.', 'Reload the page of pairs.');
    const { model: modelId, human: humanId } = values;
    await removePairDecision(context, { modelId, humanId, actorId: currentUser(req).id });
    setFlash(req, 'The decision is taken back.');
    res.redirect(303, paths.pairs());
  });

  router.get(paths.datasetPolarity(':id'), requireAdmin, async (req, res) => {
    renderPage(res, 'datasets/polarity', await showPolarity(context, req));
  });

  return router;
}

async function showPairs({ db }: Context, errors: readonly FieldError[] = [], typed: Typed = {}) {
  const datasets = await listDatasets(db);
  const decided = await listPairs(db);
  const all = proposePairs(datasets, decided);
  const proposals = all.slice(0, proposalsAtOnce);
  const openings = new Map<string, LabelOpenings>();
  for (const { id } of proposals.flatMap(({ model, human }) => [model, human])) {
    if (!openings.has(id)) openings.set(id, await readLabelOpenings(db, id));
  }
  const page = pairsPage({ datasets, proposals, decided, openings }, errors, typed);
  return { ...page, more: all.length - proposals.length, openingColumns, openingsNote };
}

async function showPolarity({ db }: Context, req: Request) {
  const dataset = await loadDataset(db, pathId(req));
  const others = (await listDatasets(db)).filter((other) => isOfOneBehavior(dataset, other));
  const openings = [];
  for (const one of [dataset, ...others]) {
    openings.push({ dataset: one, openings: await readLabelOpenings(db, one.id) });
  }
  const samples: Item[] = [];
  for (let i = 0; i < samplesShown; i++) {
    const offset = Math.floor((dataset.itemCount * i) / samplesShown);
    samples.push(...(await listItems(db, dataset.id, { offset, limit: 1 })));
  }
  const distinct = samples.filter((item, index) => item.id !== samples[index - 1]?.id);
  return polarityPage({ dataset, openings, samples: distinct });
}

function isOfOneBehavior(dataset: Dataset, other: Dataset): boolean {
  return (
    other.id !== dataset.id && other.purpose === 'evaluation' && behaviorName(other) === behaviorName(dataset)
  );
}
