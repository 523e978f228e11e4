import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sqliteFile, type Config } from './config';
import type { Database } from './db/database';
import { openDatabase } from './db/open-database';
import { idMaker, pooled } from './ids';
import { createLogger, type Logger } from './log';

/** What every feature is given. Time, chance and ids come from here, so that tests can set them. */
export interface Context {
  readonly config: Config;
  readonly db: Database;
  readonly log: Logger;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  /** Unpredictable, in [0, 1). */
  readonly random: () => number;
  /** A UUIDv7, later than all made before. */
  readonly newId: () => string;
  /** 256 unpredictable bits as base64url, for links and passwords. */
  readonly newToken: () => string;
}

/** Opens the database the configuration names and makes the folders it needs. */
export async function createContext(config: Config): Promise<Context> {
  mkdirSync(join(config.dataFolder, 'uploads'), { recursive: true });
  mkdirSync(join(config.dataFolder, 'originals'), { recursive: true });
  const file = sqliteFile(config);
  if (file) mkdirSync(dirname(file), { recursive: true });
  const now = (): number => Date.now();
  return {
    config,
    db: await openDatabase(config.databaseUrl, config.production ? 'nothing' : 'handles'),
    log: createLogger(config.logLevel),
    now,
    random: () => randomInt(2 ** 48 - 1) / 2 ** 48,
    newId: idMaker(now, pooled(randomBytes)),
    newToken: () => randomBytes(32).toString('base64url'),
  };
}
