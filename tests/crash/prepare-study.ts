import { addUser } from '../../server/accounts/create-user';
import { hashPassword } from '../../server/accounts/password';
import { readConfig } from '../../server/config';
import { createContext, type Context } from '../../server/context';
import { migrate } from '../../server/db/migrate';
import { joinStudy } from '../../server/studies/join-study';
import type { Role } from '../../server/web/current-user';
import { makeDataset, makeStudy } from '../studies/small-study';
import { migrationsFolder } from '../support/engines';

/** A study that is ready for raters to sign in. */
export interface PreparedStudy {
  readonly id: string;
  readonly overlap: number;
  readonly raters: readonly Person[];
  readonly admin: Person;
}

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

export interface StudySize {
  readonly raters: number;
  readonly items: number;
  readonly overlap: number;
}

const password = 'seven boats on a quiet river';

/** Makes a schema, people and a study of two datasets in an empty database. */
export async function prepareStudy(
  { databaseUrl, dataFolder }: { databaseUrl: string; dataFolder: string },
  { raters, items, overlap }: StudySize,
): Promise<PreparedStudy> {
  const env = { NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl, DATA_FOLDER: dataFolder };
  const context = await createContext(readConfig(env));
  try {
    await migrate(context.db, migrationsFolder, context.now());
    const passwordHash = await hashPassword(password);
    const admin = await addPerson(context, { username: 'dana', passwordHash, role: 'admin' });
    const half = Math.ceil(items / 2);
    await makeDataset(context, { slug: 'enjoys-quiet', items: half });
    await makeDataset(context, { slug: 'enjoys-music', items: items - half });
    const study = await makeStudy(context, { perDataset: half, overlap });
    const people: Person[] = [];
    for (let n = 1; n <= raters; n++) {
      const person = await addPerson(context, { username: `rater-${n}`, passwordHash, role: 'rater' });
      await context.db.transaction((tx) => joinStudy(tx, context, { studyId: study.id, raterId: person.id }));
      people.push(person);
    }
    return { id: study.id, overlap, raters: people, admin };
  } finally {
    await context.db.close();
  }
}

async function addPerson(
  context: Context,
  user: { username: string; passwordHash: string; role: Role },
): Promise<Person> {
  const { id } = await context.db.transaction((tx) => addUser(tx, context, { ...user, isSynthetic: false }));
  return { id, username: user.username, password };
}
