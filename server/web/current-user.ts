import type { Request } from 'express';
import type {} from 'passport';

export type Role = 'admin' | 'analyst' | 'adjudicator' | 'rater';

/** Who is signed in, as far as pages need to know. */
export interface SignedInUser {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly pseudonym: string;
  /** That the user has chosen for pages; null for what the browser asks for. */
  readonly language: string | null;
}

declare global {
  // passport declares `req.user` as this type.
  namespace Express {
    interface User extends SignedInUser {}
  }
}

/** The user a role check has let through. @throws Error when no check stands before the handler */
export function currentUser(req: Request): SignedInUser {
  if (!req.user) throw new Error('currentUser was called on a route without a role check');
  return req.user;
}
