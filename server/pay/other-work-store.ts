import type { Database } from '../db/database';
import type { RaterWork } from './work';

/**
 * Paid work that is no rating: answers to training items and screen-outs. They are read here and nowhere else; as long
 * as nothing stores them, there are none.
 * @param only one rater's
 */
export function listOtherWork(db: Database, studyId: string, only?: string): Promise<RaterWork[]> {
  void [db, studyId, only];
  return Promise.resolve([]);
}
