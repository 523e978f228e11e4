import { Invalid } from '../errors';

/**
 * The file that a URL names; undefined for a PostgreSQL database.
 * @throws Invalid for a database in memory, which no other process can reach
 */
export function sqlitePath(url: string): string | undefined {
  if (!url.startsWith('sqlite:')) return undefined;
  const path = url.slice('sqlite:'.length);
  if (path === ':memory:') {
    throw new Invalid('A database in memory is gone with its process.', 'Name a file in DATABASE_URL.');
  }
  return path;
}
