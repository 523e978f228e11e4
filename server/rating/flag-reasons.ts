/** What may be wrong with an item, as its rater sees it. */
export interface FlagReason {
  /** What is stored. */
  readonly key: string;
  /** What the rater reads. */
  readonly name: string;
}

/** Every reason, in the order raters see them. One that is stored is never taken out. */
export const flagReasons: readonly FlagReason[] = [
  { key: 'typo', name: 'Typo or broken text' },
  { key: 'not-a-question', name: 'Not a question' },
  { key: 'duplicate', name: 'I have seen it before' },
  { key: 'offensive', name: 'Offensive' },
  { key: 'wrong-language', name: 'Wrong language' },
  { key: 'other', name: 'Something else' },
];

/** What a flag says, in words. */
export function flagText(key: string): string {
  return flagReasons.find((reason) => reason.key === key)?.name ?? key;
}
