import type { Context } from '../../context';
import type { Database } from '../../db/database';

/** What panels need of rooms that come later in the import order. */
export interface PanelNeeds {
  /** What the study's items may hold. */
  contentNotes(db: Database, studyId: string): Promise<string[]>;
  /** Where a rater is led first because something waits for them there; undefined when nothing does. */
  waitingPath(context: Context, raterId: string): Promise<string | undefined>;
  /** By rater, what is proposed to be paid beside the panel's reward; nothing for raters it does not name. */
  proposedBonuses(db: Database, studyId: string): Promise<ReadonlyMap<string, number>>;
}
