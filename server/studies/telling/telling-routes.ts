import { Router } from 'express';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireAdmin } from '../../web/require-role';
import { loadStudy } from '../study-store';
import { changeTelling } from './change-telling';
import { tellingForm } from './telling-form';
import { tellingPage } from './telling-page';

/** What raters are told: who asks, how long it takes, the consent and the guidelines. */
export function tellingRoutes(context: Context): Router {
  const { db } = context;
  const router = Router();
  router.get(paths.studyTelling(':id'), requireAdmin, async (req, res) => {
    renderPage(res, 'studies/telling', await tellingPage(db, await loadStudy(db, pathId(req))));
  });
  router.post(paths.studyTelling(':id'), requireAdmin, async (req, res) => {
    const study = await loadStudy(db, pathId(req));
    const form = parseForm(tellingForm, req.body);
    if (form.errors) {
      const { typed, errors } = form;
      return renderPage(res, 'studies/telling', await tellingPage(db, study, { typed, errors }), 422);
    }
    const { action, ...told } = form.values;
    if (action === 'preview') {
      const typed = { ...told, secondsPerItem: String(told.secondsPerItem ?? '') };
      return renderPage(res, 'studies/telling', await tellingPage(db, study, { typed, isPreview: true }));
    }
    const changed = await changeTelling(context, { studyId: study.id, actorId: currentUser(req).id, told });
    const asked = changed.includes('consent') ? ' Raters are asked for their consent again.' : '';
    setFlash(req, `Saved.${asked}`);
    return res.redirect(303, paths.studyTelling(study.id));
  });
  return router;
}
