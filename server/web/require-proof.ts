import type { RequestHandler } from 'express';
import type {} from 'express-session';
import type { Context } from '../context';
import { paths } from '../paths';
import { wayBack } from './require-role';

/** For how long nobody is asked again. */
export const proofHolds = 10 * 60 * 1000;

declare module 'express-session' {
  interface SessionData {
    /** When the password was last typed in this session. */
    provenAt?: number;
  }
}

/**
 * Lets pass whoever has typed the password a short while ago, and asks everybody else to: a browser that was left open
 * must not make an administrator. Stands behind a role check.
 */
export function requireProof({ now }: Pick<Context, 'now'>): RequestHandler {
  return (req, res, next) => {
    const { provenAt } = req.session;
    if (provenAt !== undefined && now() - provenAt < proofHolds) return next();
    return res.redirect(
      303,
      `${paths.accountConfirmation()}?${new URLSearchParams(wayBack(req)).toString()}`,
    );
  };
}
