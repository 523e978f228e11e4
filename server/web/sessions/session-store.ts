import { Store, type SessionData } from 'express-session';
import type { Request } from 'express';
import { createHash } from 'node:crypto';
import type { Context } from '../../context';
import { atMostEvery } from '../at-most-every';
import { raterLimits, shortLimits, type SessionLimits } from './session-limits';
import { asUnavailable } from '../unavailable';

const minute = 60_000;
/** Using a session moves its end at most this often, so that reading pages writes almost nothing. */
const touchEvery = minute;
const sweepEvery = 10 * minute;

interface SessionRow {
  readonly content: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

type Done<T> = (error: unknown, value?: T) => void;

/** Sessions as rows of our own database, known by the hash of their id: a stolen copy signs nobody in. */
export class SessionStore extends Store {
  /** When the sessions of the requests under way end, as far as the database knows; unsaved ones are missing. */
  private readonly ends = new WeakMap<SessionData, number>();
  private readonly sweepIsDue: () => boolean;

  constructor(private readonly context: Pick<Context, 'db' | 'now'>) {
    super();
    this.sweepIsDue = atMostEvery(sweepEvery, context.now);
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    answer(this.find(id), done);
  }

  override createSession(req: Request, data: SessionData): ReturnType<Store['createSession']> {
    const session = super.createSession(req, data);
    const end = this.ends.get(data);
    if (end !== undefined) this.ends.set(session, end);
    return session;
  }

  override set(id: string, session: SessionData, done?: Done<void>): void {
    answer(this.save(id, session), done);
  }

  override destroy(id: string, done?: Done<void>): void {
    answer(this.remove(id), done);
  }

  override touch(id: string, session: SessionData, done?: Done<void>): void {
    const end = this.context.now() + limitsIn(session).idle;
    // Told at once that nothing is to be done, the middleware sends the page in one piece instead of two.
    if (end - (this.ends.get(session) ?? 0) < touchEvery) done?.(null);
    else answer(this.prolong(id, end), done);
  }

  private async find(id: string): Promise<SessionData | null> {
    const { db, now } = this.context;
    const row = await db.get<SessionRow>(
      `SELECT content, created_at AS "createdAt", expires_at AS "expiresAt" FROM sessions
       WHERE id_hash = ? AND expires_at > ?`,
      hashed(id),
      now(),
    );
    if (!row) return null;
    const data = JSON.parse(row.content) as SessionData;
    if (row.createdAt <= now() - limitsIn(data).absolute) return null;
    this.ends.set(data, row.expiresAt);
    return data;
  }

  private async save(id: string, session: SessionData): Promise<void> {
    const end = this.context.now() + limitsIn(session).idle;
    // A session that was there before is only updated: had it been signed out meanwhile, it would come back.
    if (this.ends.has(session)) await this.update(id, session, end);
    else await this.insert(id, session, end);
    this.ends.set(session, end);
  }

  private async insert(id: string, session: SessionData, end: number): Promise<void> {
    const { db, now } = this.context;
    if (this.sweepIsDue()) {
      await db.run(
        'DELETE FROM sessions WHERE expires_at <= ? OR created_at <= ?',
        now(),
        now() - raterLimits.absolute,
      );
    }
    await db.run(
      'INSERT INTO sessions (id_hash, user_id, content, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
      hashed(id),
      userOf(session),
      JSON.stringify(session),
      now(),
      end,
    );
  }

  private async update(id: string, session: SessionData, end: number): Promise<void> {
    await this.context.db.run(
      'UPDATE sessions SET user_id = ?, content = ?, expires_at = ? WHERE id_hash = ?',
      userOf(session),
      JSON.stringify(session),
      end,
      hashed(id),
    );
  }

  private async remove(id: string): Promise<void> {
    await this.context.db.run('DELETE FROM sessions WHERE id_hash = ?', hashed(id));
  }

  private async prolong(id: string, end: number): Promise<void> {
    try {
      await this.context.db.run('UPDATE sessions SET expires_at = ? WHERE id_hash = ?', end, hashed(id));
    } catch (error) {
      // A database that cannot be written for the moment is no reason not to show a page.
      if (!asUnavailable(error)) throw error;
    }
  }
}

function hashed(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

function limitsIn(session: SessionData): SessionLimits {
  return session.isShort ? shortLimits : raterLimits;
}

function userOf(session: SessionData): string | null {
  return session.passport?.user ?? null;
}

function answer<T>(work: Promise<T>, done: Done<T> = () => undefined): void {
  void work.then(
    (value) => done(null, value),
    (error: unknown) => done(error),
  );
}

declare module 'express-session' {
  interface SessionData {
    /** Where passport keeps who is signed in. */
    passport?: { user?: string };
    /** Whether the session ends sooner, because it is not a rater's. */
    isShort?: boolean;
  }
}
