import type { Context } from '../../context';
import type { Database } from '../../db/database';
import type { LanguageKey } from '../../web/wording/languages';

/** What panels need of rooms that come later in the import order. */
export interface PanelNeeds {
  /** What the study's items may hold. */
  contentNotes(db: Database, studyId: string): Promise<string[]>;
  /** What the study itself pays; undefined when it pays nothing. */
  payOffer(db: Database, studyId: string, language: LanguageKey): Promise<string | undefined>;
  /** Where a rater is led first because something waits for them there; undefined when nothing does. */
  waitingPath(context: Context, raterId: string): Promise<string | undefined>;
  /** By rater, what is proposed to be paid beside the panel's reward, with its currency; nothing for raters it does not name. */
  proposedBonuses(db: Database, studyId: string): Promise<ReadonlyMap<string, string>>;
}
