import { paths } from '../../paths';
import type { FieldError, Typed } from '../../web/form-fields';
import { skipReasons } from '../skip-reasons';

/** Asks why. The item itself is not shown again: it may be what is upsetting. */
export function skipPage(assignmentId: string, typed: Typed = {}, errors: readonly FieldError[] = []) {
  const { reason, comment } = typed;
  return {
    title: 'Skip this item',
    errors,
    action: paths.skip(assignmentId),
    back: paths.rating(assignmentId),
    reasons: skipReasons.map(({ key, name, hint }) => ({ value: key, text: name, hint })),
    reason: typeof reason === 'string' ? reason : undefined,
    comment: typeof comment === 'string' ? comment : '',
  };
}

/** Instead, when the item has been rated: skipping it would hide that the rating stands. */
export function ratedPage(assignmentId: string) {
  return { title: 'You have rated this item', href: paths.rating(assignmentId) };
}
