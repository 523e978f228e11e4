import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOpenInvite } from '../../server/accounts/invites/accept-invite';
import { createUser } from '../../server/accounts/create-user';
import { signInLimits } from '../../server/accounts/sign-in-limits';
import { refusalOf } from '../../server/web/throttling/rate-limit';
import { verifyPassword } from '../../server/accounts/password';
import { setupLink } from '../../server/accounts/invites/setup-link';
import { findUserByName } from '../../server/accounts/user-store';
import { readConfig } from '../../server/config';
import { createContext, type Context } from '../../server/context';
import { migrate } from '../../server/db/migrate';
import { NotFound } from '../../server/errors';
import { migrationsFolder } from '../support/engines';
import { projectFolder } from '../support/source-tree';
import { makeEmptyStudy } from './empty-study';

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const dataFolder = mkdtempSync(join(tmpdir(), 'assay-command-'));
const env = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  DATA_FOLDER: dataFolder,
  BASE_URL: 'https://assay.test',
};
let context: Context;
let studyId: string;

beforeAll(async () => {
  context = await createContext(readConfig(env));
  await migrate(context.db, migrationsFolder, 0);
  studyId = await makeEmptyStudy(context);
});
afterAll(async () => {
  await context.db.close();
  rmSync(dataFolder, { recursive: true });
});

/** The command line as a person runs it. */
function assay(...words: string[]): Promise<Ended> {
  const script = join(projectFolder, 'dist/bin/assay.js');
  const options = { env: { ...env, PATH: process.env.PATH } };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...words], options, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

describe('create-admin', () => {
  it('makes an administrator with the password it prints, and ends the set-up link', async () => {
    const token = (await setupLink(context))?.replace('/setup/', '') ?? '';
    await loadOpenInvite(context, { token, role: 'admin' });
    const { status, stdout, stderr } = await assay('create-admin', '--username', 'Grace', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const printed = JSON.parse(stdout) as { id: string; username: string; password: string };
    const user = await findUserByName(context.db, 'grace');
    expect(user).toMatchObject({ id: printed.id, username: 'Grace', role: 'admin' });
    expect(await verifyPassword(user?.passwordHash, printed.password)).toBe(true);
    await expect(loadOpenInvite(context, { token, role: 'admin' })).rejects.toThrow(NotFound);
  });

  it('says in words what it prints to a person', async () => {
    const { stdout } = await assay('create-admin', '--username', 'Hal');
    expect(stdout).toMatch(
      /^Username: Hal\nPassword: ([0-9a-z]{5}-?){4}\nThe password is not shown again\.\n$/,
    );
  });

  it.each([
    ['is taken', 'GRACE', 'This username is taken.'],
    ['is empty', ' ', 'Enter a username.'],
    ['cannot be seen', 'a\u200bda', 'Enter a username without invisible characters.'],
  ])('refuses a username that %s', async (_what, username, sentence) => {
    const { status, stdout, stderr } = await assay('create-admin', '--username', username);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});

describe('open-account', () => {
  it('lets an account that was closed by wrong passwords be tried again', async () => {
    await createUser(context.db, context, { username: 'Ida', password: 'x', role: 'rater' });
    const limits = signInLimits(context);
    const guess = (n: number) => refusalOf(limits.beforeTry({ username: 'ida', ip: `10.0.${n}.1` }));
    await guess(1);
    await context.db.run('UPDATE throttles SET points = 100');
    expect(await guess(2)).toBeDefined();
    expect(await assay('open-account', '--username', 'IDA')).toMatchObject({
      status: 0,
      stdout: 'The account is open again.\n',
    });
    expect(await guess(3)).toBeUndefined();
  });
});

describe('invite create', () => {
  it('prints a link that works', async () => {
    const { status, stdout } = await assay('invite', 'create', '--study', studyId, '--uses', '3');
    const token = /^https:\/\/assay\.test\/join\/([\w-]{43})\n$/.exec(stdout)?.[1] ?? '';
    expect(status).toBe(0);
    expect(await loadOpenInvite(context, { token, role: 'rater' })).toMatchObject({ studyId });
  });

  it('prints JSON', async () => {
    const words = ['--study', studyId, '--uses', '3', '--days', '1', '--json'];
    const { stdout } = await assay('invite', 'create', ...words);
    expect(JSON.parse(stdout)).toEqual({
      id: expect.any(String) as string,
      link: expect.stringContaining('https://assay.test/join/') as string,
      uses: 3,
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    });
  });

  it('tells a wrong study from a wrong number by its exit status', async () => {
    const unknown = await assay('invite', 'create', '--study', 'x', '--uses', '3');
    expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining('There is no such study.')]);
    for (const uses of ['0', '1001', 'many']) {
      const { status } = await assay('invite', 'create', '--study', studyId, '--uses', uses);
      expect(status).toBe(2);
    }
  });
});
