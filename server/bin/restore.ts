import { Command } from 'commander';
import { resolve } from 'node:path';
import { restore, type Restored } from '../upkeep/restore-database';
import { plural } from '../web/format';
import { print, printJson } from './output';
import { timed } from './timed';
import { auditInWords, lackingOriginals, originalsInWords } from './upkeep-words';
import { withSurroundings } from './with-surroundings';

interface RestoreOptions {
  readonly replace?: boolean;
  readonly withFaults?: boolean;
  readonly databaseOnly?: boolean;
  readonly json?: boolean;
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description(
      'Put a backup where DATABASE_URL says, after looking through it. The server must be stopped.',
    )
    .argument('<file>', 'the backup')
    .option('--replace', 'move a SQLite database that is there aside')
    .option('--with-faults', 'restore a backup although verify finds faults in it')
    .option('--database-only', 'leave the originals as they are')
    .option('--json', 'print JSON')
    .action((file: string, options: RestoreOptions) =>
      withSurroundings(async (surroundings) => {
        const { replace = false, withFaults = false, databaseOnly = false } = options;
        const wish = { file: resolve(file), replace, withFaults, databaseOnly };
        const { result, seconds } = await timed(file, (tell) => restore(surroundings, wish, tell));
        if (options.json) printJson({ ...result, seconds });
        else printRestored(result, seconds);
        if (lackingOriginals(result.originals)) process.exitCode = 1;
      }),
    );
}

function printRestored({ rows, audit, movedTo, originals, faults }: Restored, seconds: number): void {
  print(`Restored: ${plural(rows, 'row', 'rows')}, ${seconds} s`);
  print(auditInWords(audit));
  for (const line of originalsInWords(originals)) print(line);
  if (movedTo !== null) print(`The database that was there is now ${movedTo}`);
  for (const fault of faults) print(`fault: ${fault}`);
}
