import { paths } from '../../paths';
import type { FieldError, Typed } from '../../web/form-fields';
import type { Words } from '../../web/wording/words';
import { skipReasons } from '../skip-reasons';

/** Asks why. The item itself is not shown again: it may be what is upsetting. */
export function skipPage(
  t: Words,
  assignmentId: string,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
) {
  const { reason, comment } = typed;
  return {
    title: t('skip.title'),
    errors,
    action: paths.skip(assignmentId),
    back: paths.rating(assignmentId),
    reasons: skipReasons.map(({ key, message, hint }) => ({
      value: key,
      text: t(message),
      hint: hint && t(hint),
    })),
    reason: typeof reason === 'string' ? reason : undefined,
    comment: typeof comment === 'string' ? comment : '',
  };
}

/** Instead, when the item has been rated: skipping it would hide that the rating stands. */
export function ratedPage(t: Words, assignmentId: string) {
  return { title: t('skip.ratedTitle'), href: paths.rating(assignmentId) };
}
