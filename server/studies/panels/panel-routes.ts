import { Router, type Request, type Response } from 'express';
import { noFields } from '../../accounts/account-form';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm, type FieldError, type Typed } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireAdmin } from '../../web/require-role';
import { sendDownload } from '../../web/send-download';
import { loadStudy } from '../study-store';
import { setUpPanel, switchPanel } from './change-panel';
import { entryAddress } from './entry-address';
import { entryRoutes } from './entry-routes';
import { newCode } from './new-code';
import { panelForm } from './panel-form';
import type { PanelNeeds } from './panel-needs';
import { panelPage, shownForm } from './panel-page';
import { findPanelOfStudy, listEndings } from './panel-store';
import { participantsCsv } from './participants-csv';
import { presetOf, presets } from './presets';
import { listVisits } from './visit-store';

/** Opening a study to a panel, for admins; coming from there, for everyone. */
export function panelRoutes(context: Context, needs: PanelNeeds): Router {
  const router = Router();
  router.get(paths.studyPanel(':id'), requireAdmin, (req, res) => showPanel(context, req, res));
  router.post(paths.studyPanel(':id'), requireAdmin, async (req, res) => {
    const studyId = pathId(req);
    await loadStudy(context.db, studyId);
    const form = parseForm(panelForm, req.body);
    if (form.errors) return showPanel(context, req, res, form);
    await setUpPanel(context, form.values, { studyId, actorId: currentUser(req).id });
    setFlash(req, 'The settings are saved.');
    return res.redirect(303, paths.studyPanel(studyId));
  });
  addSwitch(router, context);
  router.get(paths.panelCsv(':id'), requireAdmin, async (req, res) => {
    const studyId = pathId(req);
    const panel = await findPanelOfStudy(context.db, studyId);
    if (!panel) throw new NotFound('This study is not opened to a panel.');
    const bonuses = await needs.proposedBonuses(context.db, studyId);
    const csv = participantsCsv(await listVisits(context.db, panel.id), (id) => bonuses.get(id) ?? '');
    await sendDownload(res, { name: 'participants.csv', contentType: 'text/csv; charset=utf-8' }, [csv]);
  });
  router.use(entryRoutes(context, needs));
  return router;
}

function addSwitch(router: Router, context: Context): void {
  const states = [
    { path: paths.panelOpening, to: 'open', said: 'The panel is open: new participants can start.' },
    { path: paths.panelClosing, to: 'closed', said: 'The panel is closed: nobody new can start.' },
  ] as const;
  for (const { path, to, said } of states) {
    router.post(path(':id'), requireAdmin, async (req, res) => {
      parseForm(noFields, req.body);
      const studyId = pathId(req);
      await switchPanel(context, to, { studyId, actorId: currentUser(req).id });
      setFlash(req, said);
      res.redirect(303, paths.studyPanel(studyId));
    });
  }
}

async function showPanel(
  context: Context,
  req: Request,
  res: Response,
  refused?: { readonly errors: readonly FieldError[]; readonly typed: Typed },
): Promise<void> {
  const { db, config, random } = context;
  const study = await loadStudy(db, pathId(req));
  const panel = await findPanelOfStudy(db, study.id);
  const endings = panel ? await listEndings(db, panel.id) : [];
  const preset = presetOf(refused?.typed.preset ?? req.query.preset) ?? presetOf(panel?.preset) ?? presets[0];
  if (!preset) throw new Error('There are no presets.');
  const page = panelPage({
    ...{ study, panel, preset },
    typed: refused?.typed ?? shownForm(panel, endings, { preset, newCode: () => newCode(random, 8) }),
    errors: refused?.errors ?? [],
    visits: panel ? await listVisits(db, panel.id) : [],
    address: panel ? entryAddress(config.baseUrl, panel) : null,
  });
  renderPage(res, 'panels/settings', page, refused && 422);
}
