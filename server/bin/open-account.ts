import { Command } from 'commander';
import { openAccount } from '../accounts/people/open-account';
import { NotFound } from '../errors';
import { print } from './output';
import { withContext } from './with-context';

export function openAccountCommand(): Command {
  return new Command('open-account')
    .description('Let somebody sign in again after too many wrong passwords in a row.')
    .requiredOption('--username <name>', 'whose account it is')
    .action(({ username }: { username: string }) =>
      withContext(async (context) => {
        const opened = await openAccount(context, { username, actorId: null });
        if (opened === undefined) throw new NotFound('There is no account with this username.');
        print('The account is open again.');
      }),
    );
}
