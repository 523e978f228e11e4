import type { Context } from '../../server/context';
import { migrationsFolder } from '../support/engines';
import { built } from './built';
import { secondsOf } from './figures';

/** Seconds each step of an import took. */
export interface ImportTimes {
  /** Copying and hashing the file. */
  readonly receive: number;
  /** The job that reads and lints the file. */
  readonly check: number;
  /** From the confirmation until the dataset is ready. */
  readonly import: number;
}

/** What the server would open, on an empty or a filled database. */
export async function openContext({
  url,
  dataFolder,
}: {
  url: string;
  dataFolder: string;
}): Promise<Context> {
  const env = { NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_FOLDER: dataFolder, DATABASE_URL: url };
  const context = await built.createContext(built.readConfig(env));
  await built.migrate(context.db, migrationsFolder, context.now());
  return context;
}

/** Imports a file into an empty database with the jobs that the server runs. */
export async function importWithAssay(
  path: string,
  place: { url: string; dataFolder: string },
): Promise<ImportTimes> {
  const context = await openContext(place);
  const load = (id: string) => built.loadImport(context.db, id);
  try {
    let id = '';
    const receive = await secondsOf(async () => {
      ({ id } = await built.receiveImport(context, { path, fileName: 'persona.jsonl', actorId: null }));
    });
    const check = await secondsOf(async () => {
      await built.requestCheck(context, await load(id));
      await built.runJobNow(context, built.checkImport, id);
    });
    const checked = await load(id);
    const plan = await built.draftPlan(context, checked, { confirmBehavior: true });
    const importing = await secondsOf(async () => {
      await built.confirmImport(context, checked, plan);
      await built.runJobNow(context, built.importItems, id);
    });
    const { state, items, records } = await load(id);
    if (state !== 'imported' || items !== records) throw new Error(`${items} of ${records} items ${state}.`);
    return { receive, check, import: importing };
  } finally {
    await context.db.close();
  }
}
