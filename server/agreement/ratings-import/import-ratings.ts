import { unlink } from 'node:fs/promises';
import { addOutsideRaters } from '../../accounts/add-outside-raters';
import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { shownFileName, slugOf } from '../../datasets/describing/describe-file';
import { hasSlug } from '../../datasets/dataset-store';
import { isReferredTo } from '../../datasets/import-store';
import { keepOriginal, originalPath, type Original } from '../../datasets/importing/keep-original';
import type { Database } from '../../db/database';
import { Invalid } from '../../errors';
import { hasControls } from '../../web/form-fields';
import { importedRows, type ImportedRows } from './imported-rows';
import { insertFinishedParticipations, insertImportedRatings } from './imported-store';
import { insertDatasetAndStudy } from './insert-dataset-and-study';
import { raterPlaces, type RaterPlaces } from './rater-places';
import { readImport, type ImportSource, type ReadyRatings } from './read-import';

/** What ratings of any origin are to become. */
export interface RatingsImport extends Omit<ImportSource, 'ratings'> {
  readonly path: string;
  /** Of the study; the dataset's short name is made of it. */
  readonly name: string;
  /** Completes "Someone who …"; a draft is made when left out. */
  readonly behavior?: string | undefined;
  readonly actorId: string | null;
}

export interface ImportedStudy {
  readonly studyId: string;
  readonly dataset: string;
  readonly items: number;
  readonly labelled: number;
  readonly raters: number;
  readonly ratings: number;
  readonly overlap: number;
  /** Rows that a later one of the same rater about the same item has replaced. */
  readonly replacedRatings: number;
}

/**
 * Makes a dataset, a locked study of all its items, its raters and their ratings of a file of ratings, in one
 * transaction.
 * @throws Invalid naming the line when the files cannot be used, Conflict when a name was taken meanwhile
 */
export async function importRatings(context: Context, wanted: RatingsImport): Promise<ImportedStudy> {
  const name = lineOf('name', wanted.name, longestName);
  const behavior = wanted.behavior === undefined ? undefined : lineOf('behavior', wanted.behavior, 1000);
  const slug = slugOf(name, '');
  if (await hasSlug(context.db, slug)) {
    throw new Invalid(`There is a dataset "${slug}" already.`, 'Choose another name with --name.');
  }
  const original = await keepReadable(context, wanted.path);
  try {
    // The kept bytes are read, so that the figures are those of the file that is kept.
    const file = { path: original.path, name: wanted.path };
    const ready = await readImport({ ...wanted, ratings: file });
    const rows = importedRows(context, ready, {
      ...{ name, slug, behavior, original, actorId: wanted.actorId },
      fileName: shownFileName(wanted.path),
    });
    return await write(context, { ready, rows, raters: raterPlaces(ready.file), actorId: wanted.actorId });
  } catch (error) {
    const { sha256 } = original;
    if (!(await isReferredTo(context.db, sha256))) await unlink(originalPath(context, sha256));
    throw error;
  }
}

const longestName = 200;

/** @throws Invalid when it is no line of text for a page */
function lineOf(what: string, text: string, longest: number): string {
  const line = text.trim();
  if (line !== '' && line.length <= longest && !hasControls(line)) return line;
  throw new Invalid(`The ${what} must be a line of 1 to ${longest} characters, without control characters.`);
}

async function keepReadable(context: Context, path: string): Promise<Original> {
  try {
    return await keepOriginal(context, path);
  } catch (error) {
    if (!['ENOENT', 'EISDIR', 'EACCES', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code)))
      throw error;
    throw new Invalid(`${path} cannot be read.`, 'Check that the file is there.');
  }
}

interface Import {
  readonly ready: ReadyRatings;
  readonly rows: ImportedRows;
  readonly raters: RaterPlaces;
  readonly actorId: string | null;
}

async function write(context: Context, { ready, rows, raters, actorId }: Import): Promise<ImportedStudy> {
  const { study, dataset, studyDataset } = rows;
  const counts = {
    items: ready.file.items.length,
    labelled: ready.labels.filter((label) => label !== null).length,
    raters: ready.file.raters.length,
    ratings: ready.file.ratings.categoryOf.length,
    overlap: ready.overlap,
    replacedRatings: ready.file.replaced,
  };
  await context.db.transaction(async (tx) => {
    await insertDatasetAndStudy(tx, rows, counts);
    const usernames = raters.names.map((name) => `${dataset.slug}: rater ${name}`);
    const raterIds = await addOutsideRaters(tx, context, usernames);
    await insertPlaces(tx, rows, { raterIds, raters });
    await insertRatings(tx, context, { ready, rows, raters, raterIds });
    const detail = { dataset: dataset.id, ...counts, sha256: dataset.sha256 };
    await recordAudit(tx, context, { actorId, action: 'ratings imported', objectId: study.id, detail });
  });
  return { studyId: study.id, dataset: studyDataset.slug, ...counts };
}

async function insertPlaces(
  tx: Database,
  { study }: ImportedRows,
  { raterIds, raters }: { raterIds: readonly string[]; raters: RaterPlaces },
): Promise<void> {
  const places = raterIds.map((raterId, account) => ({
    studyId: study.id,
    raterId,
    // The order of items of a rater who is given none.
    multiplier: 1,
    increment: 0,
    joinedAt: study.createdAt,
    completed: raters.counts[account]!,
  }));
  await insertFinishedParticipations(tx, places);
}

/** Ratings whose rows are made at once. */
const batchSize = 2000;

async function insertRatings(
  tx: Database,
  { newId }: Context,
  { ready, rows, raters, raterIds }: Omit<Import, 'actorId'> & { raterIds: readonly string[] },
): Promise<void> {
  const { offsets, categoryOf } = ready.file.ratings;
  const question = rows.study.questions[0]!.name;
  let batch = [];
  for (const [item, studyItem] of rows.studyItems.entries()) {
    for (let place = offsets[item]!; place < offsets[item + 1]!; place++) {
      batch.push({
        ...{ assignmentId: newId(), ratingId: newId(), submissionId: newId() },
        studyDatasetId: rows.studyDataset.id,
        studyItemId: studyItem.id,
        position: studyItem.position,
        slot: place - offsets[item]! + 1,
        raterId: raterIds[raters.accountOf[place]!]!,
        value: String(categoryOf[place]!),
        importedAt: rows.study.createdAt,
      });
    }
    if (batch.length < batchSize) continue;
    await insertImportedRatings(tx, question, batch);
    batch = [];
  }
  await insertImportedRatings(tx, question, batch);
}
