import { Invalid } from '../errors';
import type { AskedQuestion } from '../questions/ask-questions';
import { parseAnswers, type Answers } from '../questions/parse-answers';
import type { FieldError } from '../web/form-fields';
import { isId } from '../web/path-id';
import { commentFault, typedComment } from './comment';
import { flagReasons } from './flag-reasons';

/** What the rating page's form holds. */
export interface RatingForm {
  readonly submissionId: string;
  readonly baseRevision: number;
  readonly answers: Answers;
  readonly comment: string;
  /** What is wrong with the item; empty when nothing is. */
  readonly flag: string;
}

const revisionPattern = /^\d{1,6}$/;

/**
 * Reads the form as far as it can be read; `errors` names what is missing or too long.
 * @throws Invalid for fields no page of ours sends: unknown, repeated or forged ones
 */
export function parseRatingForm(
  asked: readonly AskedQuestion[],
  body: unknown,
): { readonly form: RatingForm; readonly errors: readonly FieldError[] } {
  const fields = { ...(body as Record<string, unknown>) };
  const { submissionId, baseRevision, comment = '', flag = '', ...rest } = fields;
  if (
    typeof submissionId !== 'string' ||
    !isId(submissionId) ||
    typeof baseRevision !== 'string' ||
    !revisionPattern.test(baseRevision) ||
    typeof comment !== 'string' ||
    !isFlag(flag)
  ) {
    throw new Invalid('This form is damaged.', 'Open the item again from your work.');
  }
  const parsed = parseAnswers(asked, rest);
  const typed = typedComment(comment);
  const fault = commentFault(typed);
  return {
    form: { submissionId, baseRevision: Number(baseRevision), answers: parsed.answers, comment: typed, flag },
    errors: [...(parsed.errors ?? []), ...(fault ? [{ name: 'comment', message: fault }] : [])],
  };
}

/** The first choice of the field is empty: nothing is wrong. */
function isFlag(value: unknown): value is string {
  return value === '' || flagReasons.some(({ key }) => key === value);
}

/** The remarks as they are stored. */
export function storedRemarks({ comment, flag }: Pick<RatingForm, 'comment' | 'flag'>): {
  comment: string | null;
  flag: string | null;
} {
  return { comment: comment || null, flag: flag || null };
}
