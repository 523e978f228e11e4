import { z } from 'zod';
import { oneOf, text } from '../../web/form-fields';
import { longestUsername } from '../account-form';

export const personRoles = ['admin', 'analyst', 'adjudicator'] as const;

export const roleForm = z.strictObject({ role: oneOf('a role', personRoles) });

export const usernameForm = z.strictObject({ username: text('a username', longestUsername) });
