import { z } from 'zod';
import { checkbox, text } from '../web/form-fields';
import { passwordFault } from './password';

export const longestUsername = 60;

/** A name for a new account. Letters that cannot be seen would let two names look the same. */
export const newUsername = text('a username', longestUsername).refine(
  (value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value),
  'Enter a username without invisible characters.',
);

export const signInForm = z.strictObject({
  username: text('your username', longestUsername),
  password: z.string({ error: 'Enter your password.' }).min(1, 'Enter your password.'),
  next: z.string({ error: 'Open the sign-in page again.' }).optional(),
});

/** @param site the words of the site, which no password may contain */
export function newAccountForm(site: readonly string[]) {
  return z
    .strictObject({ username: newUsername, password: z.string({ error: 'Enter a password.' }) })
    .superRefine(({ username, password }, check) => {
      const message = passwordFault(password, username, site);
      if (message) check.addIssue({ code: 'custom', path: ['password'], message });
    });
}

/** A rater's new account: without a password, the rater signs in by a personal link. */
export function joinForm(site: readonly string[]) {
  return z
    .strictObject({
      username: newUsername,
      password: z.string({ error: 'Enter a password.' }).default(''),
      noPassword: checkbox(),
    })
    .superRefine(({ username, password, noPassword }, check) => {
      const message = noPassword ? undefined : passwordFault(password, username, site);
      if (message) check.addIssue({ code: 'custom', path: ['password'], message });
    });
}

export const noFields = z.strictObject({});
