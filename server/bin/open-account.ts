import { Command } from 'commander';
import { openAccountAgain } from '../accounts/sign-in-limits';
import { findUserByName } from '../accounts/user-store';
import { recordAudit } from '../audit/audit-log';
import { NotFound } from '../errors';
import { print } from './output';
import { withContext } from './with-context';

export function openAccountCommand(): Command {
  return new Command('open-account')
    .description('Let somebody sign in again after too many wrong passwords in a row.')
    .requiredOption('--username <name>', 'whose account it is')
    .action(({ username }: { username: string }) =>
      withContext(async (context) => {
        const user = await findUserByName(context.db, username);
        if (!user) throw new NotFound('There is no account with this username.');
        await openAccountAgain(context, user.username);
        const event = { actorId: null, action: 'account opened again', objectId: user.id };
        await recordAudit(context.db, context, event);
        print('The account is open again.');
      }),
    );
}
