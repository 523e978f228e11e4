import type { Database } from './database';
import type { Watch } from './guarded';
import { openPostgres } from './postgres';
import { openSqlite } from './sqlite';

/**
 * Opens `sqlite:PATH` (`sqlite::memory:` for one that is gone when closed) or `postgres://…`.
 * `watch` is what it costs to notice an outer handle inside a transaction: on, unless speed matters more.
 * @throws Error when the URL names no engine we know, or the engine cannot promise durability
 */
export async function openDatabase(url: string, watch: Watch = 'handles'): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length), watch);
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, watch);
  throw new Error('DATABASE_URL must start with sqlite: or postgres://');
}
