import { Command } from 'commander';
import { resolve } from 'node:path';
import { backUp, type Backup } from '../upkeep/backup-database';
import { plural } from '../web/format';
import { auditInWords, lackingOriginals, megabytes, originalsInWords } from './upkeep-words';
import { print, printJson } from './output';
import { timed } from './timed';
import { withSurroundings } from './with-surroundings';

interface BackupOptions {
  readonly overwrite?: boolean;
  readonly databaseOnly?: boolean;
  readonly json?: boolean;
}

export function backupCommand(): Command {
  return new Command('backup')
    .description(
      'Make a backup while the server runs: one SQLite file, whichever the database, and the originals.',
    )
    .argument('<file>', 'the file to make; originals go to <file>.originals')
    .option('--overwrite', 'replace a file that is there')
    .option('--database-only', 'leave out the originals')
    .option('--json', 'print JSON')
    .action((file: string, { overwrite = false, databaseOnly = false, json = false }: BackupOptions) =>
      withSurroundings(async (surroundings) => {
        const wish = { file: resolve(file), overwrite, databaseOnly };
        const { result, seconds } = await timed(file, (tell) => backUp(surroundings, wish, tell));
        if (json) printJson({ ...result, seconds });
        else printBackup(result, seconds);
        if (lackingOriginals(result.originals)) process.exitCode = 1;
      }),
    );
}

function printBackup({ file, bytes, rows, audit, originals }: Backup, seconds: number): void {
  print(`${file}: ${plural(rows, 'row', 'rows')}, ${megabytes(bytes)} MB, ${seconds} s`);
  print(auditInWords(audit));
  for (const line of originalsInWords(originals)) print(line);
}
