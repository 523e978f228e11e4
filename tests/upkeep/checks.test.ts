import BetterSqlite from 'better-sqlite3';
import { listSealedEvents } from '../../server/audit/audit-store';
import { connect, readsOn } from '../../server/db/copying/postgres-connection';
import type { SqlValue } from '../../server/db/database';
import type { Reads } from '../../server/db/reads';
import { anchoredAt } from '../../server/upkeep/anchor';
import type { CheckOutcome } from '../../server/upkeep/check';
import { checks } from '../../server/upkeep/checks';
import { runChecks } from '../../server/upkeep/run-checks';
import { createSharedDatabase } from '../audit/audit-events';
import { engines, type Engine } from '../support/engines';
import { pathsUnder } from '../support/source-tree';
import { fillSoundly } from './sound-database';

/** A connection that nothing is forbidden to, in a transaction that comes to nothing. */
interface Vandal {
  readonly db: Reads;
  run(sql: string): Promise<void>;
  undo(): Promise<void>;
}

async function openVandal(engine: Engine, url: string): Promise<Vandal> {
  if (engine === 'postgres') {
    const client = await connect(url);
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    const run = async (sql: string): Promise<void> => void (await client.query(sql));
    return { db: readsOn(client), run, undo: () => client.end() };
  }
  const connection = new BetterSqlite(url.slice('sqlite:'.length));
  connection.pragma('foreign_keys = OFF');
  connection.exec('BEGIN');
  const all = async <Row>(sql: string, ...params: SqlValue[]) =>
    connection.prepare(sql).all(...params) as Row[];
  const get = async <Row>(sql: string, ...params: SqlValue[]) =>
    connection.prepare(sql).get(...params) as Row;
  return {
    db: { dialect: 'sqlite', all, get },
    run: async (sql) => {
      connection.pragma('ignore_check_constraints = ON');
      connection.exec(sql);
      connection.pragma('ignore_check_constraints = OFF');
    },
    undo: async () => void connection.close(),
  };
}

/** A fault, where a constraint must go before it can be made, and which checks find it in which words. */
interface Planted {
  readonly fault: string;
  readonly sql: string;
  readonly first?: Partial<Record<Engine, string>>;
  readonly found: Readonly<Record<string, RegExp>>;
}

const firstRating = 'SELECT MIN(r.id) FROM ratings r WHERE r.revision = 1';
const editedAssignment = 'SELECT assignment_id FROM ratings WHERE revision = 2';

const planted: readonly Planted[] = [
  {
    fault: 'a row that refers to nothing',
    sql: "UPDATE studies SET created_by = 'nobody'",
    found: {
      'foreign-keys':
        /a row of studies, id .*, refers to a row of users that is not there: created_by nobody/,
    },
  },
  {
    fault: 'a dataset with too many items',
    sql: 'UPDATE datasets SET item_count = 5',
    found: {
      'dataset-counts': /dataset small .* says 5 items and 4 labels, but has 4 and 4/,
      'import-counts': /import import-1 of small.jsonl says 4 items and 4 labels, but its dataset 5 and 4/,
    },
  },
  {
    fault: 'a label that got lost',
    sql: 'UPDATE items SET label_index = NULL WHERE line = 2',
    found: { 'dataset-counts': /says 4 items and 4 labels, but has 4 and 3/ },
  },
  {
    fault: 'a failed record that is not listed',
    sql: "DELETE FROM import_problems WHERE line = 2 AND kind = 'json'",
    found: {
      'import-counts': /import-1 .* says 2 records failed and 1 have a warning, but 1 and 1 are listed/,
    },
  },
  {
    fault: 'more warnings than were counted',
    sql: 'UPDATE imports SET warned = 0',
    found: { 'import-counts': /says 2 records failed and 0 have a warning, but 2 and 1 are listed/ },
  },
  {
    fault: 'fewer records than items and failures',
    sql: 'UPDATE imports SET records = 5',
    found: { 'import-counts': /import-1/ },
  },
  {
    fault: 'an invite that was used too often',
    sql: 'UPDATE invites SET uses = 4',
    first: { postgres: 'ALTER TABLE invites DROP CONSTRAINT invites_check' },
    // SQLite looks at CHECK constraints, too.
    found: {
      'invite-uses': /invite invite-1 was used 4 times of 3/,
      integrity: /CHECK constraint failed in invites/,
    },
  },
  {
    fault: 'a place of a panel that nobody has',
    sql: 'UPDATE panels SET started = 1',
    found: { 'panel-places': /panel panel-1 says 1 have started, but 0 have/ },
  },
  {
    fault: 'a study with a wrong count of drawn items',
    sql: 'UPDATE study_datasets SET items = items + 1',
    found: { 'sample-counts': /dataset small of study .* says 5 items were drawn, but has 4/ },
  },
  {
    fault: 'a rater with a wrong count',
    sql: "UPDATE participations SET completed = completed + 1 WHERE rater_id = (SELECT id FROM users WHERE pseudonym = 'R-2')",
    found: { 'completed-counts': /rater .* in study .* says 5 items, but has rated 4/ },
  },
  {
    fault: 'a revision that is gone',
    sql: 'UPDATE ratings SET revision = 3 WHERE revision = 2',
    found: { revisions: /assignment .* has 2 revisions, numbered from 1 to 3/ },
  },
  {
    fault: 'a first revision that is none',
    sql: `UPDATE ratings SET revision = 2 WHERE id = (${firstRating} AND assignment_id NOT IN (${editedAssignment}))`,
    found: { revisions: /assignment .* has 1 revisions, numbered from 2 to 2/ },
  },
  {
    fault: 'an assignment that shows an older rating',
    sql: `UPDATE assignments SET current_rating_id =
      (SELECT id FROM ratings WHERE assignment_id = assignments.id AND revision = 1) WHERE id = (${editedAssignment})`,
    found: { 'current-ratings': /assignment .* does not have its newest rating/ },
  },
  {
    fault: "an assignment that shows somebody else's rating",
    sql: `UPDATE assignments SET current_rating_id = (${firstRating}) WHERE id = (${editedAssignment})`,
    found: { 'current-ratings': /does not have its newest rating/ },
  },
  {
    fault: 'a rating of an assignment that is not completed',
    sql: `UPDATE assignments SET state = 'expired', current_rating_id = NULL WHERE id = (${editedAssignment})`,
    found: {
      'current-ratings': /rating .* belongs to an assignment that is not completed/,
      'completed-counts': /but has rated 3/,
    },
  },
  {
    fault: 'an item that more raters have rated than may',
    sql: 'UPDATE assignments SET is_surplus = 0, slot = 9 WHERE is_surplus = 1; UPDATE studies SET overlap = 2',
    found: { slots: /item .* of study .* is held or rated by 3 of at most 2/ },
  },
  {
    fault: 'a slot that is there twice',
    sql: 'UPDATE assignments SET slot = 1 WHERE slot = 2',
    first: { sqlite: 'DROP INDEX assignments_one_per_slot', postgres: 'DROP INDEX assignments_one_per_slot' },
    found: { slots: /slot 1 of study item .* is there more than once/ },
  },
  {
    fault: 'a rater who was given an item twice',
    sql: `UPDATE assignments SET rater_id = (SELECT id FROM users WHERE pseudonym = 'R-1')
      WHERE rater_id = (SELECT id FROM users WHERE pseudonym = 'R-2')`,
    first: {
      sqlite: 'DROP INDEX assignments_one_per_rater',
      postgres: 'DROP INDEX assignments_one_per_rater',
    },
    found: {
      'nobody-twice': /rater .* was given study item .* 2 times/,
      'completed-counts': /says 4 items, but has rated 8/,
    },
  },
  {
    fault: 'a rating without one of its answers',
    sql: `DELETE FROM answers WHERE question = 'ambiguity' AND rating_id = (${firstRating})`,
    found: { 'complete-answers': /rating .* in study .* does not answer just the questions of the study/ },
  },
  {
    fault: 'an answer to a question that was not asked',
    sql: `UPDATE answers SET question = 'relevancf' WHERE question = 'relevance' AND rating_id = (${firstRating})`,
    found: { 'complete-answers': /does not answer just the questions/ },
  },
  {
    fault: 'a rating in the wrong label mode',
    sql: `UPDATE ratings SET label_mode = CASE label_mode WHEN 'blind' THEN 'verify' ELSE 'blind' END
      WHERE id = (${firstRating})`,
    found: { 'label-modes': /rating .* was made in another label mode than its item is rated in/ },
  },
  {
    fault: 'an audit event that was changed',
    sql: "UPDATE audit_events SET detail = '{}' WHERE sequence = 3",
    first: {
      sqlite: 'DROP TRIGGER audit_events_stay_as_they_are; DROP TRIGGER audit_events_are_not_displaced',
    },
    found: { 'audit-chain': /the audit chain does not hold: event 3 or its place is not what was sealed/ },
  },
];

describe.each(engines)('the checks on %s', (engine) => {
  let shared: Awaited<ReturnType<typeof createSharedDatabase>>;
  let vandal: Vandal;

  beforeAll(async () => {
    shared = await createSharedDatabase(engine);
    const db = await shared.open();
    await fillSoundly(db);
    await db.close();
  });
  afterAll(() => shared.drop());
  beforeEach(async () => {
    vandal = await openVandal(engine, shared.url);
  });
  afterEach(() => vandal.undo());

  async function outcomes(): Promise<CheckOutcome[]> {
    const found: CheckOutcome[] = [];
    for await (const outcome of runChecks(vandal.db, checks)) found.push(outcome);
    return found;
  }

  it('find nothing wrong in a sound database, and look at all of it', async () => {
    const found = await outcomes();
    expect(found.flatMap(({ faults }) => faults)).toEqual([]);
    expect(found.every(({ ok, more }) => ok && !more)).toBe(true);
    expect(Object.fromEntries(found.map(({ key, checked }) => [key, checked]))).toMatchObject({
      integrity: engine === 'sqlite' ? (expect.any(Number) as number) : 0,
      'dataset-counts': 1,
      'import-counts': 1,
      'invite-uses': 1,
      'panel-places': 1,
      'sample-counts': 1,
      'completed-counts': 3,
      revisions: 13,
      'current-ratings': 12,
      slots: 4,
      'nobody-twice': 12,
      'complete-answers': 13,
      'label-modes': 13,
      'audit-chain': 5,
    });
    expect(found.find(({ key }) => key === 'foreign-keys')!.checked).toBeGreaterThan(20);
    expect(found.find(({ key }) => key === 'audit-chain')!.note).toBe('1 event waits to be sealed');
  });

  it.each(planted)('find $fault, and nothing else', async ({ sql, first, found }) => {
    if (first?.[engine]) await vandal.run(first[engine]);
    await vandal.run(sql);
    const faulty = (await outcomes()).filter(({ ok }) => !ok);
    const expected = Object.keys(found).filter((key) => key !== 'integrity' || engine === 'sqlite');
    expect(faulty.map(({ key }) => key).sort()).toEqual(expected.sort());
    for (const { key, faults } of faulty) expect(faults.join('\n')).toMatch(found[key]!);
  });

  it('name a hundred faults of a kind and say that there are more', async () => {
    await vandal.run(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
       INSERT INTO participations (study_id, rater_id, multiplier, increment, joined_at, seen_at, completed)
       SELECT (SELECT id FROM studies), 'rater ' || i, 1, 1, 0, 0, 7 FROM n`,
    );
    const counted = (await outcomes()).find(({ key }) => key === 'completed-counts')!;
    expect([counted.faults.length, counted.more, counted.checked]).toEqual([100, true, 153]);
  });

  it('say so when they cannot be carried out', async () => {
    await vandal.run('ALTER TABLE audit_head RENAME COLUMN hash TO hush');
    const chain = (await outcomes()).find(({ key }) => key === 'audit-chain')!;
    expect(chain).toMatchObject({ ok: false, checked: 0 });
    expect(chain.faults[0]).toMatch(/^this could not be checked: .*hash/);
  });

  it('compare the audit chain with a place that was logged, when asked to', async () => {
    const [third] = await listSealedEvents(vandal.db, { after: 2, limit: 1 });
    const { hash } = third!;
    const faultsAt = async (sequence: number) =>
      (await anchoredAt({ sequence, hash }).run(vandal.db, 1)).faults;
    expect(await faultsAt(3)).toEqual([]);
    expect(await faultsAt(4)).toEqual([
      expect.stringMatching(/event 4 of the audit chain has the hash [0-9a-f]{64}; [0-9a-f]{64} was logged/),
    ]);
    expect(await faultsAt(6)).toEqual([expect.stringContaining('event 6 of the audit chain is not there')]);
  });

  it('let an item have as many ratings as the stopping rule of its study allows', async () => {
    await vandal.run(
      `UPDATE assignments SET is_surplus = 0, slot = 9 WHERE is_surplus = 1;
       UPDATE studies SET overlap = 2, stopping = '{"item":{"most":3,"threshold":0.9}}'`,
    );
    expect((await outcomes()).filter(({ ok }) => !ok)).toEqual([]);
  });

  it('let the problems of an import end where its list does', async () => {
    await vandal.run(
      `WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 100098)
       INSERT INTO import_problems (import_id, line, byte_offset, severity, kind, reason, excerpt)
       SELECT 'import-1', i, 0, 'error', 'json', 'r', '""' FROM n;
       UPDATE imports SET failed = 200000, records = 200004`,
    );
    expect((await outcomes()).filter(({ ok }) => !ok)).toEqual([]);
  });
});

it('are all in the list, and each has a fault planted for it', () => {
  const files = pathsUnder('server/upkeep/checks').filter((path) => !/-store\.ts$|\/index\.ts$/.test(path));
  expect(checks).toHaveLength(files.length);
  expect(new Set(checks.map(({ key }) => key)).size).toBe(checks.length);
  const tried = new Set(planted.flatMap(({ found }) => Object.keys(found)));
  expect(checks.map(({ key }) => key).filter((key) => !tried.has(key))).toEqual([]);
});
