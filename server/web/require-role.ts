import type { Request, RequestHandler } from 'express';
import { Forbidden } from '../errors';
import { paths } from '../paths';
import type { Role } from './current-user';

/** Whether the application lets in only raters, and who else signs in with a code. Set in `app.ts`. */
export const codeIsRequired = 'second factor required';

/** Lets the given roles pass; asks the signed-out to sign in first; refuses everyone else. */
function requireRole(...roles: Role[]): RequestHandler {
  const check = requireRoleAtDoor(...roles);
  return (req, res, next): void => {
    const isHeld = req.app.get(codeIsRequired) === true && req.user?.role !== 'rater';
    if (req.user && !req.user.hasSecondFactor && isHeld) res.redirect(303, paths.secondFactor());
    else void check(req, res, next);
  };
}

/** The same for the few pages that set up the code without which nothing else may be opened. */
function requireRoleAtDoor(...roles: Role[]): RequestHandler {
  return (req, res, next) => {
    if (!req.user) {
      res.redirect(303, `${paths.signIn()}?${new URLSearchParams(wayBack(req)).toString()}`);
      return;
    }
    if (!roles.includes(req.user.role)) throw new Forbidden();
    next();
  };
}

/** Where to go after signing in or showing a password again; for a form the page it stood on, with word that it was not saved. */
export function wayBack(req: Request): Record<string, string> {
  if (req.method === 'GET') return { next: req.originalUrl };
  const from = req.get('Referer') ?? '';
  const page = URL.canParse(from) ? new URL(from) : undefined;
  return { next: page ? page.pathname + page.search : paths.home(), unsaved: 'yes' };
}

/** For everything that changes something, and for whatever says who people are. */
export const requireAdmin = requireRole('admin');
/** For reports and statistics, which know raters by their pseudonyms alone. */
export const requireAnalyst = requireRole('admin', 'analyst');
/** For datasets, items, and what raters said of them. */
export const requireReader = requireRole('admin', 'analyst', 'adjudicator');
export const requireRater = requireRole('rater');
export const requireUser = requireRole('admin', 'analyst', 'adjudicator', 'rater');
export const requireReaderAtDoor = requireRoleAtDoor('admin', 'analyst', 'adjudicator');
