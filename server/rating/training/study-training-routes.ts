import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Context } from '../../context';
import { choiceText } from '../../datasets/choice-text';
import { findItem } from '../../datasets/item-store';
import { Invalid, NotFound } from '../../errors';
import { paths } from '../../paths';
import { loadStudy, type Study } from '../../studies/study-store';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { isId, pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireAdmin } from '../../web/require-role';
import {
  addTrainingItem,
  changeTrainingItem,
  changeTrainingSettings,
  raiseTrainingItem,
  removeTrainingItem,
  type TrainingEdit,
} from './edit-training';
import { askTrainingItem, type AskedItem } from './open-training-item';
import { rightAnswersFault } from './right-answers';
import { rightField, addForm, parseItemForm, settingsForm } from './training-form';
import { trainingItemFormPage } from './training-item-form-page';
import { studyTrainingPage } from './study-training-page';
import { loadStudyTraining } from './load-study-training';
import { makeTrainingVersion, openTraining } from './training-versions';
import { findNewestSet, listTrainingItems, type TrainingItem } from './training-store';

/** Where an admin makes the training of a study. */
export function studyTrainingRoutes(context: Context): Router {
  const router = Router();
  router.get(paths.studyTraining(':id'), requireAdmin, async (req, res) => {
    renderPage(res, 'training/study', studyTrainingPage(await loadStudyTraining(context, shownOf(req))));
  });
  router.post(paths.trainingSettings(':id'), requireAdmin, async (req, res) => {
    const form = parseForm(settingsForm, req.body);
    if (form.errors) {
      const page = studyTrainingPage(await loadStudyTraining(context, shownOf(req)), form);
      return renderPage(res, 'training/study', page, 422);
    }
    await changeTrainingSettings(context, editOf(req), form.values);
    return backToTraining(req, res, 'The settings are saved.');
  });
  router.post(paths.trainingItems(':id'), requireAdmin, async (req, res) => {
    const form = parseForm(addForm, req.body);
    if (form.errors) throw new Invalid('This form names no item.', 'Reload the page and try again.');
    await addTrainingItem(context, editOf(req), form.values.item);
    backToTraining(req, res, 'The item is added. Say what kind it is, and why its answer is right.');
  });
  addButtons(router, context);
  addItemForm(router, context);
  return router;
}

function addButtons(router: Router, context: Context): void {
  const button = (act: (req: Request) => Promise<void>, said: string): RequestHandler => {
    return async (req, res) => {
      parseForm(z.strictObject({}), req.body);
      await act(req);
      backToTraining(req, res, said);
    };
  };
  const post = (path: string, act: (req: Request) => Promise<void>, said: string): void => {
    router.post(path, requireAdmin, button(act, said));
  };
  post(
    paths.trainingVersions(':id'),
    (req) => makeTrainingVersion(context, editOf(req)),
    'A draft is made. Raters get it once you open it.',
  );
  post(
    paths.trainingOpening(':id'),
    (req) => openTraining(context, editOf(req)),
    'The training is open. Whoever joins from now on begins with it.',
  );
  post(
    paths.trainingItemRise(':id', ':itemId'),
    (req) => raiseTrainingItem(context, editOf(req), itemIdOf(req)),
    'The item stands one place earlier.',
  );
  post(
    paths.trainingItemRemoval(':id', ':itemId'),
    (req) => removeTrainingItem(context, editOf(req), itemIdOf(req)),
    'The item is removed.',
  );
}

function addItemForm(router: Router, context: Context): void {
  router.get(paths.trainingItem(':id', ':itemId'), requireAdmin, async (req, res) => {
    renderPage(res, 'training/item-form', trainingItemFormPage(await loadItemForm(context, req)));
  });
  router.post(paths.trainingItem(':id', ':itemId'), requireAdmin, async (req, res) => {
    const shown = await loadItemForm(context, req);
    const form = parseItemForm(shown.asked.asked, req.body);
    const refuse = (refused: Parameters<typeof trainingItemFormPage>[1]): void =>
      renderPage(res, 'training/item-form', trainingItemFormPage(shown, refused), 422);
    if (form.errors) return refuse(form);
    const fault = rightAnswersFault(shown.study.questions, shown.asked, form.values);
    if (fault) {
      const typed = req.body as Record<string, string>;
      return refuse({ typed, errors: [{ name: rightField(fault.name), message: fault.message }] });
    }
    await changeTrainingItem(context, editOf(req), { ...form.values, id: shown.training.id });
    return backToTraining(req, res, 'The item is saved.');
  });
}

interface ItemForm {
  readonly study: Study;
  readonly training: TrainingItem;
  readonly asked: AskedItem & { readonly label: string; readonly labelIndex: number | null };
}

/** An item of the newest version. @throws NotFound */
async function loadItemForm({ db }: Context, req: Request): Promise<ItemForm> {
  const study = await loadStudy(db, pathId(req));
  const set = await findNewestSet(db, study.id);
  const items = set ? await listTrainingItems(db, set.id) : [];
  const training = items.find(({ id }) => id === itemIdOf(req));
  const item = training && (await findItem(db, training.itemId));
  if (!item) throw new NotFound('The training has no such item.', 'Reload its page.');
  const { labelIndex, choices } = item;
  const choice = labelIndex === null ? undefined : choices[labelIndex];
  const asked = await askTrainingItem(db, study, item.id);
  return { study, training, asked: { ...asked, labelIndex, label: choice ? choiceText(choice) : '' } };
}

function editOf(req: Request): TrainingEdit {
  return { studyId: pathId(req), actorId: currentUser(req).id };
}

function shownOf(req: Request): { studyId: string; page: unknown } {
  return { studyId: pathId(req), page: req.query.page };
}

function itemIdOf(req: Request): string {
  const { itemId } = req.params;
  if (typeof itemId !== 'string' || !isId(itemId)) throw new NotFound('The training has no such item.');
  return itemId;
}

function backToTraining(req: Request, res: Response, said: string): void {
  setFlash(req, said);
  res.redirect(303, paths.studyTraining(pathId(req)));
}
