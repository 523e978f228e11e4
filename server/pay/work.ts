/** What came of something a rater was handed. */
export const workKinds = ['rated', 'late', 'surplus', 'gold', 'skipped', 'training', 'screened out'] as const;
export type WorkKind = (typeof workKinds)[number];

/** One thing a rater has done in a study, by the server's clock. Later revisions of a rating are no work of their own. */
export interface Work {
  readonly id: string;
  readonly kind: WorkKind;
  /** When the rater was handed it; null when the clock went back meanwhile, so that nobody knows. */
  readonly servedAt: number | null;
  readonly submittedAt: number;
}

/** The same with whose it is. */
export interface RaterWork extends Work {
  readonly raterId: string;
}
