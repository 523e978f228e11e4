/** What may be wrong with an item, as its rater sees it. */
export interface FlagReason {
  /** What is stored. */
  readonly key: string;
  /** What the rater reads. */
  readonly name: string;
  /** Whether such an item is broken, rather than disagreeable. */
  readonly isMalformed?: true;
}

/** Every reason, in the order raters see them. One that is stored is never taken out. */
export const flagReasons: readonly FlagReason[] = [
  { key: 'typo', name: 'Typo or broken text', isMalformed: true },
  { key: 'not-a-question', name: 'Not a question', isMalformed: true },
  { key: 'duplicate', name: 'I have seen it before' },
  { key: 'offensive', name: 'Offensive' },
  { key: 'wrong-language', name: 'Wrong language', isMalformed: true },
  { key: 'other', name: 'Something else' },
];

/** Whether a flag says that the item is broken. */
export function isMalformed(flag: string | null): boolean {
  return flagReasons.some(({ key, isMalformed = false }) => isMalformed && key === flag);
}

/** What a flag says, in words. */
export function flagText(key: string): string {
  return flagReasons.find((reason) => reason.key === key)?.name ?? key;
}
