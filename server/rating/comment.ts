import { hasControls } from '../web/form-fields';

export const commentLimit = 500;

/** A comment as it was meant: browsers send line ends as two characters and count them as one. */
export function typedComment(sent: string): string {
  return sent.replaceAll('\r\n', '\n').trim();
}

/** Why a comment cannot be kept, or undefined. */
export function commentFault(comment: string): string | undefined {
  if (comment.length > commentLimit) return `Shorten the comment to ${commentLimit} characters.`;
  // A comment may have lines.
  if (hasControls(comment.replaceAll(/[\n\t]/g, ' '))) {
    return 'Remove the control characters from the comment.';
  }
  return undefined;
}
