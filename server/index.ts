import type { Server } from 'node:http';
import { join } from 'node:path';
import { setupLink } from './accounts/invites/setup-link';
import { createApp } from './app';
import { projectFolder, readConfig } from './config';
import { createContext, type Context } from './context';
import { importJobs } from './datasets/importing/import-jobs';
import { sweepLeftovers } from './datasets/importing/writing/sweep-leftovers';
import { migrate } from './db/migrate';
import { startJobRunner, type JobRunner } from './jobs/run-jobs';

/** How long requests under way may take once we were told to stop. */
const drainMilliseconds = 10_000;

async function start(): Promise<void> {
  const context = await createContext(readConfig());
  const { config, db, log } = context;
  const applied = await migrate(db, join(projectFolder, 'migrations'), context.now());
  if (applied.length > 0) log.info({ migrations: applied }, 'migrated');
  await sweepLeftovers(context);
  const server = createApp(context).listen(config.port, config.host, (error?: Error) => {
    if (error) return fail(explained(error, config.port));
    void announce(context, server);
  });
  server.headersTimeout = 10_000;
  // Long enough for the largest upload on a slow line; whoever sends nothing for a minute is cut off.
  server.requestTimeout = 30 * 60_000;
  server.timeout = 60_000;
  stopOnSignal({ server, jobs: startJobRunner(context, importJobs), context });
}

interface Running {
  readonly server: Server;
  readonly jobs: JobRunner;
  readonly context: Context;
}

async function announce(context: Context, server: Server): Promise<void> {
  const { config } = context;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const url = config.port === 0 ? `http://${config.host}:${port}` : config.baseUrl;
  const path = await setupLink(context);
  const welcome = path ? `There is no administrator yet. Make the first one, once, at:\n${url}${path}\n` : '';
  process.stdout.write(`Assay ${config.version} is ready at ${url}\n${welcome}`);
}

/** Answers what has been asked, gives back the job that runs, closes the database. */
function stopOnSignal({ server, jobs, context }: Running): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    context.log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), drainMilliseconds).unref();
    const answered = new Promise<unknown>((done) => server.close(done));
    server.closeIdleConnections();
    void Promise.all([answered, jobs.stop()])
      .then(() => context.db.close())
      .then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** The one failure of listening that everybody meets, in words. */
function explained(error: Error, port: number): Error {
  const inUse = 'code' in error && error.code === 'EADDRINUSE';
  return inUse ? new Error(`Port ${port} is in use. Stop what uses it, or set PORT to another.`) : error;
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
});
start().catch(fail);
