import './without-proto';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { setupLink } from './accounts/invites/setup-link';
import { createApp } from './app';
import { sealAudit } from './audit/seal-audit';
import { projectFolder, readConfig, sqliteFile, type Config } from './config';
import { createContext, type Context } from './context';
import { importJobs } from './datasets/importing/import-jobs';
import { sweepLeftovers } from './datasets/importing/writing/sweep-leftovers';
import { migrate } from './db/migrate';
import { takeServerLock } from './db/server-lock';
import { startJobRunner } from './jobs/run-jobs';
import { freeLapsedClaims } from './studies/end-claims';
import { sweepParked } from './rating/parking/park-answer';
import { reportJobs } from './reports/report-job';
import { chores, startChores } from './upkeep/chores';
import { checkBeforeServing } from './upkeep/start-checks';
import { stopAccepting } from './web/stop-accepting';

/** How long requests under way may take once we were told to stop. */
const drainMilliseconds = 10_000;

/** The same steps after a clean stop and after a crash: whatever was left half done is found and mended here. */
async function start(): Promise<void> {
  const config = readConfig();
  const context = await createContext(config);
  lockOutOthers(config);
  const { db, log } = context;
  const applied = await migrate(db, join(projectFolder, 'migrations'), context.now());
  if (applied.length > 0) log.info({ migrations: applied }, 'migrated');
  await checkBeforeServing(context);
  await sweepLeftovers(context);
  await sweepParked(context);
  await freeLapsedClaims(context, '');
  const app = createApp(context);
  // Slow senders are looked for often enough that they cannot pile up.
  const server = createServer({ connectionsCheckingInterval: 5000 }, app);
  server.headersTimeout = 10_000;
  // Longer than most look at an item, and than proxies keep a connection: a form must not meet its end.
  server.keepAliveTimeout = 75_000;
  // Long enough for the largest upload on a slow line; whoever sends nothing for a minute is cut off.
  server.requestTimeout = 30 * 60_000;
  server.timeout = 60_000;
  server.maxConnections = 2000;
  server.once('error', (error) => fail(explained(error, config.port)));
  server.listen(config.port, config.host, () => void announce(context, server));
  stopInTime({ server, context });
}

/** For the life of the process, with which the lock goes. */
function lockOutOthers(config: Config): void {
  const path = sqliteFile(config);
  if (path) takeServerLock(path);
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

/**
 * Answers what has been asked, gives back the job that runs, closes the database: when told to, and when the database
 * cannot be written any more, so that the next start looks at it.
 */
function stopInTime({ server, context }: { server: Server; context: Context }): void {
  const { db, log } = context;
  const jobs = startJobRunner(context, [...importJobs, ...reportJobs]);
  const housekeeping = startChores(context, chores);
  let isStopping = false;
  const stop = (status: number): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), drainMilliseconds).unref();
    void Promise.all([stopAccepting(server), jobs.stop(), housekeeping.stop()])
      .then(() => (status === 0 ? sealAudit(context) : undefined))
      .then(() => db.close())
      .then(() => process.exit(status), fail);
  };
  const onSignal = (signal: string): void => {
    log.info({ signal }, 'stopping');
    stop(0);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  void db.failed.then((error) => {
    log.error({ err: error }, 'the database cannot be written any more: stopping');
    if (!isStopping) stop(1);
  });
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
