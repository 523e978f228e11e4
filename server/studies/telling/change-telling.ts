import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { isUniqueViolation } from '../../db/violations';
import { Conflict } from '../../errors';
import { loadStudy } from '../study-store';
import {
  insertStudyText,
  listStudyTexts,
  setCurrentText,
  setStudyFacts,
  type StudyFacts,
  type TextKind,
} from './study-text-store';

export interface ToldAnew extends StudyFacts {
  readonly consent: string;
  readonly guidelines: string;
}

/**
 * Changes what raters of a study are told. A text that differs is a new version; who accepted an earlier consent is asked again.
 * @returns which texts have a new version
 * @throws NotFound, and Conflict when somebody else saved a version at this moment
 */
export async function changeTelling(
  context: Context,
  { studyId, actorId, told }: { studyId: string; actorId: string; told: ToldAnew },
): Promise<TextKind[]> {
  try {
    return await context.db.transaction(async (tx) => {
      await loadStudy(tx, studyId);
      await setStudyFacts(tx, studyId, told);
      const changed: TextKind[] = [];
      for (const kind of ['consent', 'guidelines'] as const) {
        const isNew = await addVersion(tx, context, { studyId, actorId, kind, content: told[kind] });
        if (isNew) changed.push(kind);
      }
      const detail = { changed: changed.join(', ') };
      await recordAudit(tx, context, { actorId, action: 'telling changed', objectId: studyId, detail });
      return changed;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new Conflict('Somebody else has saved these texts meanwhile.');
    throw error;
  }
}

interface NewVersion {
  readonly studyId: string;
  readonly actorId: string;
  readonly kind: TextKind;
  readonly content: string;
}

async function addVersion(tx: Database, context: Context, version: NewVersion): Promise<boolean> {
  const { studyId, actorId, kind, content } = version;
  const [newest] = (await listStudyTexts(tx, studyId)).filter((text) => text.kind === kind);
  if ((newest?.content ?? '') === content) return false;
  const id = context.newId();
  const number = (newest?.version ?? 0) + 1;
  const createdAt = context.now();
  await insertStudyText(tx, { id, studyId, kind, version: number, content, createdBy: actorId, createdAt });
  await setCurrentText(tx, { studyId, kind, textId: content === '' ? null : id });
  return true;
}
