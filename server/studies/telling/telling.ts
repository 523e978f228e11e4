/** What raters are told about a study; may be changed while it runs. */
export interface Telling {
  /** Who asks; empty when nothing is said. */
  readonly organiser: string;
  /** Whom to write to; empty when nothing is said. */
  readonly contact: string;
  /** How long an item takes, as the admin guesses. */
  readonly secondsPerItem: number | null;
  /** The versions of the texts that hold now; null for none. */
  readonly consentTextId: string | null;
  readonly guidelinesTextId: string | null;
}

export const nothingTold: Telling = {
  organiser: '',
  contact: '',
  secondsPerItem: null,
  consentTextId: null,
  guidelinesTextId: null,
};
