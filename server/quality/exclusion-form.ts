import { z } from 'zod';
import { text } from '../web/form-fields';

/** Why a rater's ratings are set aside. */
export const exclusionForm = z.strictObject({ reason: text('a reason', 500) });

/** Why a rater is given nothing for now, as the rater reads it. */
export const pauseForm = z.strictObject({ pauseReason: text('a reason', 500) });
