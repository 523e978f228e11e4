/** Why a rater may pass an item on. */
export interface SkipReason {
  /** What is stored. */
  readonly key: string;
  /** What the rater reads. */
  readonly name: string;
  readonly hint?: string;
}

/** Every reason, in the order raters see them. One that is stored is never taken out. */
export const skipReasons: readonly SkipReason[] = [
  { key: 'not-understood', name: 'I do not understand it' },
  { key: 'language', name: 'I do not know its language well enough' },
  { key: 'upsetting', name: 'It is upsetting', hint: 'This never counts against you.' },
  { key: 'broken-item', name: 'The item is broken', hint: 'Cut off, garbled, or nothing that can be rated.' },
  { key: 'other', name: 'Another reason', hint: 'You may say which below.' },
];

/** The reason in the rater's words. */
export function skipReasonText(key: string): string {
  return skipReasons.find((reason) => reason.key === key)?.name ?? key;
}
