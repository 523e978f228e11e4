import type { MessageKey } from '../web/wording/words';

/** What may be wrong with an item, as its rater sees it. */
export interface FlagReason {
  /** What is stored. */
  readonly key: string;
  /** What an admin reads. */
  readonly name: string;
  /** What the rater reads. */
  readonly message: MessageKey;
  /** Whether such an item is broken, rather than disagreeable. */
  readonly isMalformed?: true;
}

/** Every reason, in the order raters see them. One that is stored is never taken out. */
export const flagReasons: readonly FlagReason[] = [
  { key: 'typo', name: 'Typo or broken text', message: 'rate.flagTypo', isMalformed: true },
  { key: 'not-a-question', name: 'Not a question', message: 'rate.flagNotAQuestion', isMalformed: true },
  { key: 'duplicate', name: 'I have seen it before', message: 'rate.flagDuplicate' },
  { key: 'offensive', name: 'Offensive', message: 'rate.flagOffensive' },
  { key: 'wrong-language', name: 'Wrong language', message: 'rate.flagWrongLanguage', isMalformed: true },
  { key: 'other', name: 'Something else', message: 'rate.flagOther' },
];

/** Whether a flag says that the item is broken. */
export function isMalformed(flag: string | null): boolean {
  return flagReasons.some(({ key, isMalformed = false }) => isMalformed && key === flag);
}

/** What a flag says, in words. */
export function flagText(key: string): string {
  return flagReasons.find((reason) => reason.key === key)?.name ?? key;
}
