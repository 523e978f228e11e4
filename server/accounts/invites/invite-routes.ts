import { Router, type Response } from 'express';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { NotFound } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm } from '../../web/form-fields';
import { pathId } from '../../web/path-id';
import { renderPage } from '../../web/render-page';
import { requireAdmin } from '../../web/require-role';
import type { StudyDoor } from './accept-invite';
import { noFields } from '../account-form';
import { createInvite } from './create-invite';
import { inviteForm } from './invite-form';
import { findInvite, findStudyName, listInvites, revokeInvite } from './invite-store';
import { inviteMadePage, invitesPage } from './invites-page';
import { joinRoutes } from './join-routes';

/** Making, listing and withdrawing invites, for admins; using them, for whoever holds one. */
export function inviteRoutes(context: Context, door: StudyDoor): Router {
  const router = Router();
  addInvites(router, context, door);
  addRevocation(router, context);
  router.use(joinRoutes(context, door));
  return router;
}

function addInvites(router: Router, context: Context, door: StudyDoor): void {
  const { db, config, now } = context;
  const showInvites = async (
    res: Response,
    studyId: string,
    refused?: Parameters<typeof invitesPage>[2],
  ): Promise<void> => {
    const study = await loadStudyName(context, studyId);
    const invites = await listInvites(db, studyId);
    const isClosed = !(await door.isOpen(db, studyId));
    const page = invitesPage(study, { invites, now: now(), isClosed }, refused);
    renderPage(res, 'accounts/invites', page, refused && 422);
  };
  router.get(paths.studyInvites(':id'), requireAdmin, (req, res) => showInvites(res, pathId(req)));
  router.post(paths.studyInvites(':id'), requireAdmin, async (req, res) => {
    const studyId = pathId(req);
    const form = parseForm(inviteForm, req.body);
    if (form.errors) return showInvites(res, studyId, form);
    const { uses, days } = form.values;
    const study = await loadStudyName(context, studyId);
    const invite = { studyId, maxUses: uses, days, actorId: currentUser(req).id };
    const { path, expiresAt } = await createInvite(context, invite);
    // The one page that answers a POST: its link is stored nowhere, so no other address could show it.
    const made = inviteMadePage(study, { link: config.baseUrl + path, uses, expiresAt });
    return renderPage(res, 'accounts/invite-made', made, 201);
  });
}

function addRevocation(router: Router, context: Context): void {
  router.post(paths.inviteRevocation(':id'), requireAdmin, async (req, res) => {
    parseForm(noFields, req.body);
    const invite = await findInvite(context.db, pathId(req));
    if (!invite) throw new NotFound();
    const actorId = currentUser(req).id;
    await context.db.transaction(async (tx) => {
      const { isNew } = await revokeInvite(tx, invite.id, context.now());
      if (isNew) await recordAudit(tx, context, { actorId, action: 'invite revoked', objectId: invite.id });
    });
    setFlash(req, 'The invite link no longer works.');
    res.redirect(303, invite.studyId === null ? paths.studies() : paths.studyInvites(invite.studyId));
  });
}

async function loadStudyName({ db }: Context, id: string): Promise<{ id: string; name: string }> {
  const name = await findStudyName(db, id);
  if (name === undefined) throw new NotFound('There is no such study.');
  return { id, name };
}
