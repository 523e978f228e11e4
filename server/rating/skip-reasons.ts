import type { MessageKey } from '../web/wording/words';

/** Why a rater may pass an item on. */
export interface SkipReason {
  /** What is stored. */
  readonly key: string;
  /** What an admin reads. */
  readonly name: string;
  /** What the rater reads. */
  readonly message: MessageKey;
  readonly hint?: MessageKey;
}

/** Every reason, in the order raters see them. One that is stored is never taken out. */
export const skipReasons: readonly SkipReason[] = [
  { key: 'not-understood', name: 'I do not understand it', message: 'skip.notUnderstood' },
  { key: 'language', name: 'I do not know its language well enough', message: 'skip.language' },
  { key: 'upsetting', name: 'It is upsetting', message: 'skip.upsetting', hint: 'skip.upsettingHint' },
  { key: 'broken-item', name: 'The item is broken', message: 'skip.broken', hint: 'skip.brokenHint' },
  { key: 'other', name: 'Another reason', message: 'skip.other', hint: 'skip.otherHint' },
];

/** The reason in words for an admin. */
export function skipReasonText(key: string): string {
  return skipReasons.find((reason) => reason.key === key)?.name ?? key;
}
