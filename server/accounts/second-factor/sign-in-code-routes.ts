import { Router, type Response } from 'express';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { parseForm, type FieldError } from '../../web/form-fields';
import { renderPage } from '../../web/render-page';
import { refusalOf } from '../../web/throttling/rate-limit';
import { asSignedIn, findAwaited, rememberBrowser, startSession } from '../sign-in';
import { codeForm, wrongCode } from './second-factor-routes';
import { codeLimit, useCode } from './use-code';

/** The second step of signing in: nobody is signed in before the code is right. */
export function signInCodeRoutes(context: Context): Router {
  const router = Router();
  const limit = codeLimit(context);
  router.get(paths.signInCode(), async (req, res) => {
    if (!(await findAwaited(context, req))) return res.redirect(303, paths.signIn());
    return show(res);
  });
  router.post(paths.signInCode(), async (req, res) => {
    const form = parseForm(codeForm, req.body);
    const found = await findAwaited(context, req);
    if (!found) return res.redirect(303, paths.signIn());
    if (form.errors) return show(res, form.errors, 422);
    const { id } = found.user;
    const refusal = await refusalOf(limit.consume(id));
    if (refusal) {
      res.set('Retry-After', String(refusal.retryAfterSeconds));
      return show(res, [{ name: 'code', message: refusal.message }], 429);
    }
    const user = asSignedIn(found.user);
    const by = user && (await useCode(context, id, form.values.code));
    const action = by ? 'signed in' : 'sign-in code wrong';
    const detail = by ? { by } : {};
    await recordAudit(context.db, context, { actorId: by ? id : null, action, objectId: id, detail });
    if (!user || !by) return show(res, [{ name: 'code', message: wrongCode }], 422);
    await limit.reset(id);
    await startSession(req, user, found.awaited.byPassword ? context.now() : undefined);
    await rememberBrowser(context, res, id);
    return res.redirect(303, found.awaited.next ?? paths.home());
  });
  return router;
}

/** What was typed is never sent back. */
function show(res: Response, errors: readonly FieldError[] = [], status = 200): void {
  renderPage(res, 'accounts/sign-in-code', { title: 'Enter your code', errors }, status);
}
