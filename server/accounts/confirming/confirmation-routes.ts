import { Router } from 'express';
import { z } from 'zod';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { parseForm, type FieldError } from '../../web/form-fields';
import { renderPage, type PageLocals } from '../../web/render-page';
import { requireReaderAtDoor } from '../../web/require-role';
import { wordsOf } from '../../web/wording/request-language';
import { localPath } from '../local-path';
import { refusalWords, statusOf } from '../own-account/own-account-routes';
import { proofField } from '../own-account/password-form';
import { proofCheck } from '../own-account/proof';

/** Typing the password again, before pages that are dangerous in a browser left open. */
export function confirmationRoutes(context: Context): Router {
  const router = Router();
  const prove = proofCheck(context);
  router.get(paths.accountConfirmation(), requireReaderAtDoor, (req, res) => {
    renderPage(res, 'accounts/confirmation', {
      ...confirmationPage(req.query.next),
      isUnsaved: req.query.unsaved === 'yes',
    });
  });
  router.post(paths.accountConfirmation(), requireReaderAtDoor, async (req, res) => {
    const t = wordsOf(req);
    const user = currentUser(req);
    const refuse = (errors: readonly FieldError[], next: unknown, status: number): void =>
      renderPage(res, 'accounts/confirmation', confirmationPage(next, errors), status);
    const form = parseForm(z.strictObject({ proof: proofField(t), next: z.string().optional() }), req.body);
    if (form.errors) return refuse(form.errors, form.typed.next, 422);
    const { proof, next } = form.values;
    const proven = await prove({ user, ip: req.ip, typed: proof });
    if (proven !== 'proven') {
      const message = refusalWords(res, proven, t('account.passwordWrong'));
      return refuse([{ name: 'proof', message }], next, statusOf(proven));
    }
    req.session.provenAt = context.now();
    const entry = { actorId: user.id, action: 'password shown again', objectId: user.id };
    await recordAudit(context.db, context, entry);
    return res.redirect(303, localPath(next) ?? paths.account());
  });
  return router;
}

/** The password is never sent back. */
function confirmationPage(next: unknown, errors: readonly FieldError[] = []): PageLocals {
  return { title: 'Enter your password again', errors, next: localPath(next) ?? '', isUnsaved: false };
}
