import { countProblems, insertProblems, listProblems } from '../../server/datasets/import-problem-store';
import {
  deleteImport,
  findDatasetOfBytes,
  findImport,
  insertImport,
  isReferredTo,
  listImports,
  listImportsByHash,
  loadImport,
  lockBytes,
  updateImport,
  type ImportRun,
} from '../../server/datasets/import-store';
import type { PlacedProblem, ProblemKind } from '../../server/datasets/problem';
import type { Database } from '../../server/db/database';
import { engines, openTestDatabase } from '../support/engines';
import { importRun as run } from './import-run';

function problem(line: number, kind: ProblemKind, severity: 'error' | 'warning' = 'error'): PlacedProblem {
  return { line, kind, severity, byteOffset: 6_000_000_000, reason: 'Why.', excerpt: 'raw \0 \ud800 byte' };
}

describe.each(engines)('the store of imports on %s', (engine) => {
  let db: Database;
  beforeEach(async () => {
    db = await openTestDatabase(engine);
  });
  afterEach(() => db.close());

  it('gives an import back as it was put in', async () => {
    const received = run('import 1');
    await insertImport(db, received);
    expect(await loadImport(db, 'import 1')).toEqual(received);
    expect(await findImport(db, 'nothing')).toBeUndefined();
    await expect(loadImport(db, 'nothing')).rejects.toMatchObject({ status: 404 });
  });

  it('knows nothing of the bytes of an import that nobody looked at', async () => {
    const old = run('import 1', { facts: null, mapping: null, format: null });
    await insertImport(db, old);
    expect(await loadImport(db, 'import 1')).toEqual(old);
  });

  it('changes an import only in the state it is expected in', async () => {
    await insertImport(db, run('import 1'));
    const refused = run('import 1', { state: 'refused', refusal: 'No.', mapping: null, items: 0 });
    expect(await updateImport(db, refused, 'checking')).toBe(false);
    expect(await updateImport(db, refused, 'received')).toBe(true);
    expect(await updateImport(db, refused, 'received')).toBe(false);
    expect(await loadImport(db, 'import 1')).toEqual(refused);
  });

  it('lists imports from the newest on, and those of the same bytes from the oldest on', async () => {
    for (const id of ['2', '1', '3']) await insertImport(db, run(id));
    await insertImport(db, run('4', { sha256: 'another hash' }));
    const ids = async (list: Promise<ImportRun[]>) => (await list).map(({ id }) => id);
    expect(await ids(listImports(db, { before: undefined, limit: 3 }))).toEqual(['4', '3', '2']);
    expect(await ids(listImports(db, { before: '3', limit: 3 }))).toEqual(['2', '1']);
    expect(await ids(listImportsByHash(db, 'hash of x'))).toEqual(['1', '2', '3']);
  });

  it('keeps problems byte for byte, in file order, paged by place', async () => {
    await insertImport(db, run('import 1'));
    const problems = [problem(7, 'label'), problem(2, 'json'), problem(7, 'field', 'warning')];
    await insertProblems(db, 'import 1', problems);
    const all = await listProblems(db, 'import 1', { limit: 9 });
    expect(all).toEqual([problems[1], problems[2], problems[0]]);
    expect(await listProblems(db, 'import 1', { limit: 2 })).toEqual(all.slice(0, 2));
    expect(await listProblems(db, 'import 1', { after: all[1], limit: 2 })).toEqual([problems[0]]);
    expect(await countProblems(db, 'import 1')).toEqual([
      { kind: 'json', severity: 'error', count: 1 },
      { kind: 'label', severity: 'error', count: 1 },
      { kind: 'field', severity: 'warning', count: 1 },
    ]);
  });

  it('deletes an import with its problems, in the state it is expected in', async () => {
    await insertImport(db, run('import 1'));
    await insertProblems(db, 'import 1', [problem(1, 'json')]);
    expect(await deleteImport(db, 'import 1', 'checked')).toBe(false);
    expect(await deleteImport(db, 'import 1', 'received')).toBe(true);
    expect(await db.all('SELECT line FROM import_problems')).toEqual([]);
  });

  it('tells whether bytes are still needed, and takes turns only over bytes of an import', async () => {
    expect(await isReferredTo(db, 'hash of x')).toBe(false);
    expect(await db.transaction((tx) => lockBytes(tx, 'hash of x'))).toBe(false);
    await insertImport(db, run('import 1'));
    expect(await isReferredTo(db, 'hash of x')).toBe(true);
    expect(await db.transaction((tx) => lockBytes(tx, 'hash of x'))).toBe(true);
    expect(await findDatasetOfBytes(db, 'hash of x')).toBeUndefined();
  });
});
