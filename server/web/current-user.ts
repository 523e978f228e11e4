import type { Request } from 'express';
import type {} from 'passport';

export type Role = 'admin' | 'analyst' | 'adjudicator' | 'rater';

export const textSizes = ['normal', 'large', 'larger'] as const;

/** What a user has set for all pages. */
export interface PageSettings {
  readonly textSize: (typeof textSizes)[number];
  /** Whether single keys answer on the rating page. */
  readonly shortcuts: boolean;
  /** Whether choosing the last answer saves and goes on. */
  readonly autoAdvance: boolean;
}

export const firstSettings: PageSettings = { textSize: 'normal', shortcuts: true, autoAdvance: false };

/** Who is signed in, as far as pages need to know. */
export interface SignedInUser {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly pseudonym: string;
  /** That the user has chosen for pages; null for what the browser asks for. */
  readonly language: string | null;
  readonly settings: PageSettings;
  /** Whether signing in asks for a code, too. */
  readonly hasSecondFactor: boolean;
}

declare global {
  // passport declares `req.user` as this type.
  namespace Express {
    interface User extends SignedInUser {}
    interface Request {
      /** The API token a request came with; null when it does not work. */
      tokenId?: string | null;
    }
  }
}

/** The user a role check has let through. @throws Error when no check stands before the handler */
export function currentUser(req: Request): SignedInUser {
  if (!req.user) throw new Error('currentUser was called on a route without a role check');
  return req.user;
}
