import type { Database } from '../../db/database';
import { paths } from '../../paths';
import type { Claimant } from '../../studies/assignment-store';
import type { Outcome } from '../../studies/panels/outcomes';
import { findVisitOfRater } from '../../studies/panels/visit-store';

/** What pages show to a rater who came from a panel. */
export interface PanelSession {
  /** How many items complete the session. */
  readonly items: number;
  /** What the rater was given at the end; null while the session goes on. */
  readonly ending: {
    readonly outcome: Outcome;
    readonly code: string;
    readonly returnLink: string | null;
  } | null;
  /** Where the code is asked for. */
  readonly action: string;
}

/** The rater's session in the study; null for raters who came by no panel. */
export async function loadPanelSession(db: Database, claimant: Claimant): Promise<PanelSession | null> {
  const visit = await findVisitOfRater(db, claimant);
  if (!visit) return null;
  const { outcome, code, returnLink, sessionItems } = visit;
  const ending = outcome !== null && code !== null ? { outcome, code, returnLink } : null;
  return { items: sessionItems, ending, action: paths.workEnd(claimant.studyId) };
}
