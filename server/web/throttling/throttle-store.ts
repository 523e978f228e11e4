import { RateLimiterRes } from 'rate-limiter-flexible';
import RateLimiterStoreAbstract from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract';
import type { Context } from '../../context';
import type { Database } from '../../db/database';
import { atMostEvery } from '../at-most-every';

/** What has been used up of a limit, and until when that counts. */
interface Stored {
  readonly points: number;
  readonly expiresAt: number;
}

type Added = [
  key: string,
  points: number,
  milliseconds: number,
  forceExpire: boolean,
  /** A transaction, where the count is to be undone with it. */
  options?: { readonly db?: Database | undefined },
];

/** When a count ends that nothing ends by itself: the last moment a date can hold. */
const never = 8.64e15;
const sweepEvery = 10 * 60 * 1000;

/** A limiter of rate-limiter-flexible that counts in our own database, by the context's clock. */
export class ThrottleStore extends RateLimiterStoreAbstract<Stored> {
  private readonly sweepIsDue: () => boolean;

  constructor(
    private readonly context: Pick<Context, 'db' | 'now'>,
    options: { keyPrefix: string; points: number; duration: number },
  ) {
    super(options);
    this.sweepIsDue = atMostEvery(sweepEvery, context.now);
  }

  protected override _getRateLimiterRes(_key: string, points: number, stored: Stored): RateLimiterRes {
    const left = Math.max(this.points - stored.points, 0);
    const wait = Math.max(stored.expiresAt - this.context.now(), 0);
    return new RateLimiterRes(left, wait, stored.points, stored.points === points);
  }

  protected override async _upsert(...added: Added): Promise<Stored> {
    const [key, points, milliseconds, forceExpire, options = {}] = added;
    const db = options.db ?? this.context.db;
    const time = this.context.now();
    if (this.sweepIsDue()) await db.run('DELETE FROM throttles WHERE expires_at <= ?', time);
    // What stands there counts until this time; `forceExpire` lets nothing count.
    const from = forceExpire ? Number.MAX_SAFE_INTEGER : time;
    // One statement, so that tries at the same moment are all counted.
    const [stored] = await db.all<Stored>(
      `INSERT INTO throttles (throttle_key, points, expires_at) VALUES (?, ?, ?)
       ON CONFLICT (throttle_key) DO UPDATE SET
         points = CASE WHEN throttles.expires_at > ? THEN throttles.points + excluded.points ELSE excluded.points END,
         expires_at = CASE WHEN throttles.expires_at > ? THEN throttles.expires_at ELSE excluded.expires_at END
       RETURNING points, expires_at AS "expiresAt"`,
      key,
      points,
      milliseconds === 0 ? never : time + milliseconds,
      from,
      from,
    );
    if (!stored) throw new Error('The throttle was not stored.');
    return stored;
  }

  protected override async _get(key: string): Promise<Stored | null> {
    const { db, now } = this.context;
    const stored = await db.get<Stored>(
      'SELECT points, expires_at AS "expiresAt" FROM throttles WHERE throttle_key = ? AND expires_at > ?',
      key,
      now(),
    );
    return stored ?? null;
  }

  protected override async _delete(key: string): Promise<boolean> {
    const { changes } = await this.context.db.run('DELETE FROM throttles WHERE throttle_key = ?', key);
    return changes > 0;
  }
}
