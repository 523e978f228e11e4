import { dropDatabase } from './engines';

/** After all tests, passed or failed: the PostgreSQL of this run is stopped and deleted; one that was lent is as before. */
export default async function globalTeardown(): Promise<void> {
  const { TEST_MIGRATED_DATABASE: migrated } = process.env;
  if (migrated) await dropDatabase(migrated);
  await globalThis.testPostgres?.stop();
}
