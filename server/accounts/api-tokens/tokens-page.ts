import type { Context } from '../../context';
import { paths } from '../../paths';
import type { SignedInUser } from '../../web/current-user';
import type { FieldError, Typed } from '../../web/form-fields';
import { dateTime } from '../../web/format';
import type { PageLocals } from '../../web/render-page';
import { hasPassword } from '../own-account/proof';
import { scopes } from './scopes';
import { lifetimes } from './token-form';
import { listTokens, type ApiToken } from './token-store';

interface Refused {
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
}

/** The user's tokens, as far as they can be shown, and the form of another. */
export async function tokensPage(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { id, username }: SignedInUser,
  { errors, typed }: Refused = { errors: [], typed: {} },
): Promise<PageLocals> {
  const tokens = await listTokens(db, id);
  return {
    title: 'API tokens',
    errors,
    username,
    hasPassword: await hasPassword({ db }, id),
    name: typed.name ?? '',
    days: typed.days ?? '30',
    lifetimes: lifetimes.map((value) => ({ value, text: `${value} days` })),
    scopes: scopes.map(({ key, text }) => ({ value: key, text: `${text} (${key})` })),
    chosen: [typed.scopes ?? []].flat(),
    tokens: tokens.map((token) => shownToken(token, now())),
  };
}

function shownToken({ id, name, scopes: opened, ...token }: ApiToken, now: number) {
  const state = token.revokedAt !== null ? 'revoked' : token.expiresAt <= now ? 'expired' : 'open';
  return {
    name,
    state,
    opens: opened.join(', '),
    made: dateTime(token.createdAt),
    expires: dateTime(token.expiresAt),
    used: token.usedAt === null ? 'never' : dateTime(token.usedAt),
    revocation: state === 'open' ? paths.accountTokenRevocation(id) : null,
  };
}
