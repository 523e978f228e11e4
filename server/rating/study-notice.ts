import type { StudyNotice } from '../accounts/invites/accept-invite';
import type { Database } from '../db/database';
import { loadStudy } from '../studies/study-store';
import { listContentNotes } from './opting-out/content-store';
import { setSize } from './submit-rating';

/** What somebody should know of a study before joining it, but for the pay. */
export async function studyNotice(db: Database, studyId: string): Promise<Omit<StudyNotice, 'pay'>> {
  const { organiser, contact, secondsPerItem } = (await loadStudy(db, studyId)).telling;
  const minutes = secondsPerItem === null ? 0 : Math.max(1, Math.round((secondsPerItem * setSize) / 60));
  return {
    ...{ organiser, contact },
    set: secondsPerItem === null ? null : { minutes, items: setSize },
    contentNotes: await listContentNotes(db, studyId),
  };
}
