import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Context } from '../../context';
import { Conflict } from '../../errors';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { setFlash } from '../../web/flash';
import { parseForm, text, type FieldError } from '../../web/form-fields';
import { dateTime } from '../../web/format';
import { renderPage } from '../../web/render-page';
import { requireProof } from '../../web/require-proof';
import { requireReaderAtDoor } from '../../web/require-role';
import { refusalOf } from '../../web/throttling/rate-limit';
import { noFields } from '../account-form';
import { hashToken } from '../invites/hash-token';
import {
  beginSecondFactor,
  confirmSecondFactor,
  findPendingKey,
  removeSecondFactor,
  renewRecoveryCodes,
} from './change-second-factor';
import { keyAddress, pictureOf } from './codes';
import { countRecoveryCodes, findSecondFactor } from './second-factor-store';
import { codeLimit } from './use-code';

export const codeForm = z.strictObject({ code: text('the code', 60) });

/** The second factor of one's own account. Open before there is one, where it is required. */
export function secondFactorRoutes(context: Context): Router {
  const router = Router();
  const guards = [requireReaderAtDoor, requireProof(context)];
  router.get(paths.secondFactor(), guards, (req: Request, res: Response) => show(context, req, res));
  router.post(paths.secondFactor(), guards, async (req: Request, res: Response) => {
    parseForm(noFields, req.body);
    await beginSecondFactor(context, currentUser(req).id);
    res.redirect(303, paths.secondFactor());
  });
  addConfirmation(router, context, guards);
  router.post(paths.recoveryCodes(), guards, async (req: Request, res: Response) => {
    parseForm(noFields, req.body);
    const { id, hasSecondFactor } = currentUser(req);
    if (!hasSecondFactor) throw new Conflict('There is no second factor.');
    showCodes(res, await renewRecoveryCodes(context, id));
  });
  router.post(paths.secondFactorRemoval(), guards, async (req: Request, res: Response) => {
    parseForm(noFields, req.body);
    await removeSecondFactor(context, ownerOf(req));
    setFlash(req, 'Signing in asks for no code any more.');
    res.redirect(303, paths.secondFactor());
  });
  return router;
}

function addConfirmation(router: Router, context: Context, guards: RequestHandler[]): void {
  const limit = codeLimit(context);
  router.post(paths.secondFactorConfirmation(), guards, async (req: Request, res: Response) => {
    const refuse = (errors: readonly FieldError[], status = 422): Promise<void> =>
      show(context, req, res, { errors, status });
    const form = parseForm(codeForm, req.body);
    if (form.errors) return refuse(form.errors);
    const owner = ownerOf(req);
    const refusal = await refusalOf(limit.consume(owner.userId));
    if (refusal) {
      res.set('Retry-After', String(refusal.retryAfterSeconds));
      return refuse([{ name: 'code', message: refusal.message }], 429);
    }
    const codes = await confirmSecondFactor(context, owner, form.values.code);
    if (!codes) return refuse([{ name: 'code', message: wrongCode }]);
    await limit.reset(owner.userId);
    return showCodes(res, codes);
  });
}

export const wrongCode = 'This code is wrong or was used before. Wait for the next one and try again.';

/** They are stored nowhere, so no other address could show them. */
function showCodes(res: Response, codes: readonly string[]): void {
  renderPage(res, 'accounts/recovery-codes', { title: 'Recovery codes', codes }, 201);
}

async function show(
  context: Context,
  req: Request,
  res: Response,
  { errors, status }: { errors: readonly FieldError[]; status: number } = { errors: [], status: 200 },
): Promise<void> {
  const { id, username } = currentUser(req);
  const since = (await findSecondFactor(context.db, id))?.since ?? null;
  const key = await findPendingKey(context, id);
  const address = key === undefined ? null : keyAddress(key, username);
  const page = {
    title: 'Second factor',
    errors,
    isRequired: context.config.requireSecondFactor,
    since: since === null ? null : dateTime(since),
    codesLeft: await countRecoveryCodes(context.db, id),
    key: key === undefined ? null : key.replace(/(.{4})(?!$)/g, '$1 '),
    address,
    picture: address === null ? null : pictureOf(address),
  };
  renderPage(res, 'accounts/second-factor', page, status);
}

function ownerOf(req: Request): { userId: string; sessionHash: string } {
  return { userId: currentUser(req).id, sessionHash: hashToken(req.sessionID) };
}
