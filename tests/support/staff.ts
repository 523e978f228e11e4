import { addUser } from '../../server/accounts/create-user';
import { hashPassword } from '../../server/accounts/password';
import { paths } from '../../server/paths';
import type { Role } from '../../server/web/current-user';
import type { Agent, House } from './house';

export const staffPassword = 'five staples, one horse';
let passwordHash: Promise<string> | undefined;

/** Makes an account of a role in a house that has nobody of it. @returns its id */
export async function addStaff({ context }: House, role: Role, username: string): Promise<string> {
  passwordHash ??= hashPassword(staffPassword);
  const user = { username, role, passwordHash: await passwordHash, isSynthetic: false };
  const { id } = await context.db.transaction((tx) => addUser(tx, context, user));
  return id;
}

/** A browser that somebody made by `addStaff` has signed in with. */
export async function staffSignedIn(house: House, username: string): Promise<Agent> {
  const agent = house.visitor();
  await agent.post(paths.signIn()).type('form').send({ username, password: staffPassword }).expect(303);
  return agent;
}
