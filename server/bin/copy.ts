import { Command } from 'commander';
import { commandConfig } from '../config';
import type { CopiedTable } from '../db/copying/copy-rows';
import { Invalid } from '../errors';
import { copyDatabase } from '../upkeep/copy-database';
import { plural } from '../web/format';
import { print, printJson } from './output';
import { timed } from './timed';
import { withSurroundings } from './with-surroundings';

export function copyCommand(): Command {
  return new Command('copy')
    .description('Copy the database to an empty one, on the same engine or the other, and compare every row.')
    .requiredOption('--to <url>', 'where to, as in DATABASE_URL')
    .option('--json', 'print JSON')
    .action(({ to, json = false }: { to: string; json?: boolean }) =>
      withSurroundings(async (surroundings) => {
        const target = checked(to);
        const { result, seconds } = await timed('copy', (tell) => copyDatabase(surroundings, target, tell));
        if (json) printJson({ tables: result, seconds });
        else printCopied(result, seconds);
      }),
    );
}

/** Read as DATABASE_URL is, so that it may stand there afterwards. */
function checked(url: string): string {
  try {
    return commandConfig({ DATABASE_URL: url }).databaseUrl;
  } catch {
    throw new Invalid('--to must start with sqlite: or postgres://.');
  }
}

function printCopied(tables: readonly CopiedTable[], seconds: number): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  print(
    `${plural(rows, 'row', 'rows')} of ${plural(tables.length, 'table', 'tables')}, the same on both sides, ${seconds} s`,
  );
  print('What is written to the old database from now on is not in the new one.');
}
