import type { Claimant } from '../studies/assignment-store';
import type { LanguageKey } from '../web/wording/languages';

/** What a rater reads of their earnings in a study. */
export interface EarningsWords {
  /** For the head of the item's page: what today has come to. */
  readonly today: string;
  /** For the end of a set: what the study has come to. */
  readonly study: string;
}

/**
 * Says what a rater has earned in a study; undefined where it does not pay. Pay builds on ratings, so the application
 * hands this in.
 */
export interface SayEarnings {
  /** On every item's page, so it must cost next to nothing. */
  soFar(claimant: Claimant, language: LanguageKey): Promise<EarningsWords | undefined>;
  /** The same, counted from the beginning. */
  recounted(claimant: Claimant, language: LanguageKey): Promise<EarningsWords | undefined>;
  /** What the study pays, as raters read it before they begin. */
  offer(studyId: string, language: LanguageKey): Promise<string | undefined>;
}
