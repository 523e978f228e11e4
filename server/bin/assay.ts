#!/usr/bin/env node
import '../without-proto';
import { Command, CommanderError } from 'commander';
import { commandConfig } from '../config';
import { ExpectedError } from '../errors';
import { agreementCommand } from './agreement';
import { backupCommand } from './backup';
import { copyCommand } from './copy';
import { createAdminCommand } from './create-admin';
import { datasetCommand } from './dataset';
import { datasetsCommand } from './datasets';
import { demoCommand } from './demo';
import { importCommand } from './import';
import { importRatingsCommand } from './import-ratings';
import { inviteCommand } from './invite';
import { lintCommand } from './lint';
import { migrateCommand } from './migrate';
import { openAccountCommand } from './open-account';
import { ratingsCommand } from './ratings';
import { reportCommand } from './report';
import { restoreCommand } from './restore';
import { simulateCommand } from './simulate';
import { studyCommand } from './study';
import { verifyCommand } from './verify';

/** The subcommands, one per file. A new one is one line here. */
const commands = [
  migrateCommand,
  createAdminCommand,
  openAccountCommand,
  importCommand,
  datasetsCommand,
  datasetCommand,
  lintCommand,
  studyCommand,
  inviteCommand,
  simulateCommand,
  reportCommand,
  ratingsCommand,
  agreementCommand,
  importRatingsCommand,
  verifyCommand,
  backupCommand,
  restoreCommand,
  copyCommand,
  demoCommand,
];

/** What commander ends with when a command was not used as it is meant. */
const usageError = 2;

const program = new Command('assay')
  .version(commandConfig().version)
  .description('Check model-written evaluations with human raters.');
for (const command of commands) program.addCommand(command());
prepareAll(program);

/** Commands and their subcommands say how they are used, and leave the end of the process to us. */
function prepareAll(command: Command): void {
  command.showHelpAfterError('Run with --help to see how it is used.').exitOverride();
  command.commands.forEach(prepareAll);
}

async function run(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : usageError;
    else fail(error);
  }
}

/** One line on standard error: what went wrong, and for expected failures the way forward. */
function fail(error: unknown): void {
  process.exitCode = 1;
  if (error instanceof ExpectedError) process.stderr.write(`${error.message} ${error.wayForward}\n`);
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}

void run();
