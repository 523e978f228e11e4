import { recordAudit } from '../../audit/audit-log';
import type { Context } from '../../context';
import { shownFileName } from '../describing/describe-file';
import { insertImport, type ImportRun } from '../import-store';
import { detectFormat } from '../reading/detect-format';
import { inspectFile } from '../reading/inspect-file';
import { keepOriginal, moveOriginal, type Original } from './keep-original';

export interface ReceivedFile {
  readonly path: string;
  /** What the file is called; its folders tell the family and the source. */
  readonly fileName: string;
  /** The admin who imports; null from the command line. */
  readonly actorId: string | null;
  /** Set for a file on our own disk that was hashed as it came: it is moved there, not copied. */
  readonly move?: Pick<Original, 'sha256' | 'bytes'> | undefined;
}

/**
 * Keeps the bytes of a file and looks at its beginning. The import is `received`, or `refused` when nobody could
 * make items of it; without a `format` its fields must be mapped by hand.
 */
export async function receiveImport(context: Context, file: ReceivedFile): Promise<ImportRun> {
  const { path, move } = file;
  // Looked at where it came to lie: among the originals it would belong to nobody meanwhile, and could be discarded
  // with another import of the same bytes.
  const seen = await lookAt(path, shownFileName(file.fileName));
  const original = move ? await moveOriginal(context, path, move) : await keepOriginal(context, path);
  return recordImport(context, original, file, seen);
}

/** The same for bytes that are kept already. */
export async function recordImport(
  context: Context,
  original: Original,
  { fileName, actorId }: Pick<ReceivedFile, 'fileName' | 'actorId'>,
  seen?: Looked,
): Promise<ImportRun> {
  const name = shownFileName(fileName);
  const run: ImportRun = {
    id: context.newId(),
    fileName: name,
    sha256: original.sha256,
    bytes: original.bytes,
    ...(seen ?? (await lookAt(original.path, name))),
    mapping: null,
    plan: null,
    records: 0,
    items: 0,
    labelled: 0,
    failed: 0,
    warned: 0,
    datasetId: null,
    createdBy: actorId,
    createdAt: context.now(),
  };
  await context.db.transaction(async (tx) => {
    await insertImport(tx, run);
    const detail = { state: run.state, bytes: run.bytes, sha256: run.sha256 };
    await recordAudit(tx, context, { actorId, action: 'file received', objectId: run.id, detail });
  });
  return run;
}

const tableRefusal =
  'This is a table, not a dataset: its rows are not items. Choose the file that has the items.';

type Looked = Pick<ImportRun, 'state' | 'facts' | 'format' | 'refusal'>;

/** What the bytes say before anybody has read all of them. */
export async function lookAt(path: string, fileName: string): Promise<Looked> {
  const facts = await inspectFile(path, fileName);
  if ('refusal' in facts) return { state: 'refused', facts: null, format: null, refusal: facts.refusal };
  const format = await detectFormat(path, facts);
  if (format?.holds === 'table') {
    return { state: 'refused', facts, format: format.key, refusal: tableRefusal };
  }
  return { state: 'received', facts, format: format?.key ?? null, refusal: null };
}
