import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../../context';
import { ExpectedError, Forbidden } from '../../errors';
import { addressKey } from '../../web/throttling/address-key';
import { throttle, type Throttle } from '../../web/throttling/rate-limit';
import { hashToken } from '../invites/hash-token';
import { asSignedIn } from '../sign-in';
import { findUser } from '../user-store';
import { isDownload, scopeOf } from './scopes';
import { findLiveToken, updateTokenUse, type ApiToken } from './token-store';

const useEvery = 60_000;

/**
 * Lets programs download by `Authorization: Bearer …`. With that header cookies do not count and no session begins; a
 * token opens the downloads of its scopes and nothing else.
 */
export function tokenAccess(context: Context): RequestHandler {
  const wrong = throttle(context, 'tokens from address');
  return async (req, res, next) => {
    const given = /^Bearer\b *(.*)$/i.exec(req.get('Authorization') ?? '')?.[1];
    if (given === undefined) return next();
    req.tokenId = null;
    delete req.headers.cookie;
    const token = await loadToken(context, wrong, { req, res, given });
    req.tokenId = token.id;
    checkScope(req, res, token);
    const now = context.now();
    if (now - (token.usedAt ?? 0) >= useEvery) await updateTokenUse(context.db, token.id, now);
    const user = asSignedIn(await findUser(context.db, token.userId));
    if (user) req.user = user;
    return next();
  };
}

/** Counts the downloads of whoever is signed in, by session or by token. */
export function downloadLimit(context: Context): RequestHandler {
  const limit = throttle(context, 'downloads of an account');
  return async (req, _res, next) => {
    if (req.user && isDownload(req.path)) await limit.consume(req.user.id);
    next();
  };
}

/** A right token never waits: nobody guesses 256 bits, so only wrong ones are counted. */
async function loadToken(
  { db, now }: Context,
  wrong: Throttle,
  { req, res, given }: { req: Request; res: Response; given: string },
): Promise<ApiToken> {
  const token = await findLiveToken(db, { tokenHash: hashToken(given), now: now() });
  if (token) return token;
  await wrong.consume(addressKey(req.ip));
  res.set('WWW-Authenticate', 'Bearer realm="Assay", error="invalid_token"');
  throw new ExpectedError(401, 'This token does not work.', 'It may be mistyped, expired or revoked.');
}

function checkScope(req: Request, res: Response, { scopes }: ApiToken): void {
  const scope = ['GET', 'HEAD'].includes(req.method) ? scopeOf(req.path) : undefined;
  if (scope !== undefined && scopes.includes(scope)) return;
  const needed = scope === undefined ? '' : `, scope="${scope}"`;
  res.set('WWW-Authenticate', `Bearer realm="Assay", error="insufficient_scope"${needed}`);
  throw new Forbidden(
    'This token does not open this address.',
    'Tokens download files, of their scopes only.',
  );
}
