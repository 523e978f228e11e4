import { Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import type { AuditHead } from '../audit/audit-store';
import type { Config } from '../config';
import { commandConfig } from '../config';
import { originalsFolder } from '../datasets/importing/keep-original';
import { openSnapshot } from '../db/copying/snapshot';
import { anchoredAt } from '../upkeep/anchor';
import { originalsBeside } from '../upkeep/backup-database';
import type { Check, CheckOutcome } from '../upkeep/check';
import { checks } from '../upkeep/checks';
import { checksumOf } from '../upkeep/checksum';
import { originalsIn } from '../upkeep/originals';
import { runChecks } from '../upkeep/run-checks';
import { assertCurrentSchema } from '../upkeep/schema';
import { wholeNumber } from '../web/format';
import { print, printJson } from './output';

interface VerifyOptions {
  readonly originals?: boolean;
  readonly anchor?: AuditHead;
  readonly json?: boolean;
}

/** What is looked through, and by which checks. */
interface Subject {
  readonly name: string;
  readonly url: string;
  readonly checks: readonly Check[];
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('Look through the database, or a backup, for anything that is not as it must be.')
    .argument('[file]', 'a backup; without it the database that DATABASE_URL names')
    .option('--originals', 'also read the original files and compare their hashes')
    .option('--anchor <sequence:hash>', 'also compare the audit chain with a line of the log', anchor)
    .option('--json', 'print JSON')
    .action(async (file: string | undefined, { originals = false, json = false, ...more }: VerifyOptions) => {
      const config = commandConfig();
      const chosen = file === undefined ? database(config, originals) : backup(resolve(file), originals);
      const anchors = more.anchor ? [anchoredAt(more.anchor)] : [];
      const subject = { ...chosen, checks: [...chosen.checks, ...anchors] };
      const outcomes = await verify(subject, json ? () => undefined : printOutcome);
      const ok = outcomes.every((outcome) => outcome.ok);
      if (json) printJson({ database: subject.name, ok, checks: outcomes });
      else print(ok ? 'Nothing is wrong.' : 'Something is wrong: see the faults above.');
      if (!ok) process.exitCode = 1;
    });
}

function anchor(text: string): AuditHead {
  const [, sequence, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence && hash) return { sequence: Number(sequence), hash };
  throw new InvalidArgumentError('It must be a number, a colon and 64 hexadecimal digits.');
}

function database(config: Config, originals: boolean): Subject {
  const { databaseUrl: url } = config;
  const more = originals ? [originalsIn(originalsFolder({ config }))] : [];
  // Without the password of a URL.
  return { name: url.replace(/\/\/[^@/]*@/, '//'), url, checks: [...checks, ...more] };
}

function backup(file: string, originals: boolean): Subject {
  const more = originals ? [originalsIn(originalsBeside(file))] : [];
  return { name: file, url: `sqlite:${file}`, checks: [checksumOf(file), ...checks, ...more] };
}

async function verify(
  { name, url, checks: chosen }: Subject,
  tell: (outcome: CheckOutcome) => void,
): Promise<CheckOutcome[]> {
  const db = await openSnapshot(url);
  try {
    await assertCurrentSchema(db, name);
    const outcomes: CheckOutcome[] = [];
    for await (const outcome of runChecks(db, chosen)) {
      tell(outcome);
      outcomes.push(outcome);
    }
    return outcomes;
  } finally {
    await db.close();
  }
}

/** So many faults are printed; `--json` has more. */
const shownFaults = 10;

function printOutcome({ ok, name, checked, note, faults, more }: CheckOutcome): void {
  const end = note === undefined ? '' : ` (${note})`;
  print(`${ok ? 'ok   ' : 'FAULT'}  ${name}: ${wholeNumber(checked)} checked${end}`);
  for (const fault of faults.slice(0, shownFaults)) print(`       ${fault}`);
  if (faults.length > shownFaults || more) print('       and more: see --json');
}
