/**
 * The README of rate-limiter-flexible names this class as what a limiter with a store of its own extends, and
 * these four methods as what it implements. The package's types know neither the path nor the methods.
 */
declare module 'rate-limiter-flexible/lib/RateLimiterStoreAbstract' {
  import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

  export default abstract class RateLimiterStoreAbstract<Stored> {
    constructor(options: { keyPrefix: string; points: number; duration: number });
    readonly points: number;
    get: RateLimiterAbstract['get'];
    set: RateLimiterAbstract['set'];
    block: RateLimiterAbstract['block'];
    consume: RateLimiterAbstract['consume'];
    reward: RateLimiterAbstract['reward'];
    delete: RateLimiterAbstract['delete'];
    protected abstract _getRateLimiterRes(key: string, points: number, stored: Stored): RateLimiterRes;
    protected abstract _upsert(
      key: string,
      points: number,
      milliseconds: number,
      forceExpire: boolean,
      options?: object,
    ): Promise<Stored>;
    protected abstract _get(key: string): Promise<Stored | null>;
    protected abstract _delete(key: string): Promise<boolean>;
  }
}
