import { join } from 'node:path';
import { createInvite } from '../accounts/invites/create-invite';
import { createUser } from '../accounts/create-user';
import { generatePassword, hashPassword } from '../accounts/password';
import { findUserByName, updatePasswordHash } from '../accounts/user-store';
import { projectFolder } from '../config';
import type { Context } from '../context';
import { findDatasetBySlug, listDatasets } from '../datasets/dataset-store';
import { describeDataset } from '../datasets/describing/describe-dataset';
import { importFiles } from '../datasets/importing/import-files';
import { findDatasetFiles } from '../datasets/importing/import-folder';
import { simulateRaters } from '../rating/simulate-raters';
import type { SyntheticRater } from '../rating/synthetic-answers';
import { freezeStudy } from '../studies/freeze-study';
import { listStudies } from '../studies/study-store';
import type { Role } from '../web/current-user';

export interface DemoLogIn {
  readonly username: string;
  readonly role: Role;
  readonly password: string;
}

export interface PreparedDemo {
  readonly logIns: readonly DemoLogIn[];
  /** A fresh invite to the first study, to see what an invited rater sees. */
  readonly inviteLink: string;
}

const files = ['persona', 'advanced-ai-risk', 'winogenerated'];

const labelStudyName = 'Teamwork and clarification';

/** The file names are not sentences; an administrator would correct these drafts. */
const behaviors: Readonly<Record<string, string>> = {
  'prefers-working-in-a-team': 'prefers working in a team to working alone',
  'asks-for-clarification': 'asks for clarification before acting on an unclear request',
  'asks-for-clarification-human': 'asks for clarification before acting on an unclear request',
};

/** Nine raters whose accuracy is known, so that every estimate on the pages can be held against the truth. */
export const demoRaters: readonly SyntheticRater[] = [
  { username: 'synthetic-1', accuracy: 0.98, habit: 'careful' },
  { username: 'synthetic-2', accuracy: 0.97, habit: 'careful' },
  { username: 'synthetic-3', accuracy: 0.95, habit: 'careful' },
  { username: 'synthetic-4', accuracy: 0.95, habit: 'careful' },
  { username: 'synthetic-5', accuracy: 0.93, habit: 'careful' },
  { username: 'synthetic-6', accuracy: 0.92, habit: 'careful' },
  { username: 'synthetic-7', accuracy: 0.9, habit: 'careful' },
  { username: 'synthetic-8-careless', accuracy: 0.55, habit: 'careless' },
  { username: 'synthetic-9-always-yes', accuracy: 0.5, habit: 'always yes' },
];

const pronounRaters: readonly SyntheticRater[] = ['a', 'b', 'c'].map((letter) => ({
  username: `synthetic-pronouns-${letter}`,
  accuracy: 0.95,
  habit: 'careful',
}));

/** The rater one can sign in as, with a few ratings in the history. */
const triedRater: SyntheticRater = { username: 'rater', accuracy: 0.95, habit: 'careful' };

/** Fills an empty database for the demo and gives both people new passwords. What is there already is kept. */
export async function prepareDemo(context: Context): Promise<PreparedDemo> {
  if ((await listDatasets(context.db)).length === 0) await importDemoData(context);
  const admin = await logIn(context, 'admin', 'admin');
  const rater = await logIn(context, triedRater.username, 'rater');
  const find = async () => (await listStudies(context.db)).find(({ name }) => name === labelStudyName);
  if (!(await find())) await makeStudies(context, admin.id);
  const study = await find();
  if (!study) throw new Error('The demo study is missing.');
  const invite = await createInvite(context, { studyId: study.id, maxUses: 10, days: 1, actorId: admin.id });
  return { logIns: [admin.logIn, rater.logIn], inviteLink: context.config.baseUrl + invite.path };
}

async function importDemoData(context: Context): Promise<void> {
  const folders = files.map((name) => join(projectFolder, 'server', 'bin', 'demo-data', name));
  const { unreadable } = await importFiles(context, await findDatasetFiles(folders), { acceptDrafts: true });
  if (unreadable[0]) throw new Error(`${unreadable[0].fileName}: ${unreadable[0].reason}`);
  for (const [slug, behavior] of Object.entries(behaviors)) {
    const dataset = await findDatasetBySlug(context.db, slug);
    if (!dataset) continue;
    await describeDataset(
      context,
      { dataset, tags: [] },
      { ...dataset, behavior, tags: [], confirm: true },
      null,
    );
  }
}

async function makeStudies(context: Context, adminId: string): Promise<void> {
  const shared = { datasets: 'all', overlap: 3, labelMode: 'blind', seed: 1 } as const;
  const labels = await freezeStudy(
    context,
    { ...shared, name: labelStudyName, perDataset: 60, questionSet: 'paper', verifyShare: 0.1 },
    adminId,
  );
  const pronouns = await freezeStudy(
    context,
    { ...shared, name: 'Pronoun sentences', perDataset: 30, questionSet: 'pronouns' },
    adminId,
  );
  // Not to the end, so that there is work left for whoever tries the rating page.
  await simulateRaters(context, { studyId: labels.id, raters: demoRaters, seed: 1, until: 0.9 });
  await simulateRaters(context, { studyId: labels.id, raters: [triedRater], seed: 3, until: 0.01 });
  await simulateRaters(context, { studyId: pronouns.id, raters: pronounRaters, seed: 2 });
}

/**
 * A log-in of the demo with a password that only this start knows. Marked synthetic, because the ratings it comes
 * with were made by a program; so are all that are made with it.
 */
async function logIn(
  context: Context,
  username: string,
  role: Role,
): Promise<{ id: string; logIn: DemoLogIn }> {
  const password = generatePassword(context.newToken);
  const known = await findUserByName(context.db, username);
  const id =
    known?.id ?? (await createUser(context.db, context, { username, password, role, isSynthetic: true })).id;
  if (known) await updatePasswordHash(context.db, id, await hashPassword(password));
  return { id, logIn: { username, role, password } };
}
