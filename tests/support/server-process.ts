import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresSchema, type Engine } from './engines';
import { freePort } from './postgres';
import { pathsUnder, projectFolder } from './source-tree';
import { failRun, leaksIn, textsOfFiles } from './watch-log';

/** Assay in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it printed so far, on both streams. */
  output(): string;
  isRunning(): boolean;
  /** Sends a signal and waits for the end; gives the exit status, null when the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The built application with the one-time link for its first administrator, as printed at the start. */
export interface BuiltServer extends ServerProcess {
  readonly setupLink: string;
}

type Env = Readonly<Record<string, string>>;

const built = ['dist/index.js'];
const beforeServers = ['deny-network.js', 'watch-error-pages.js'].flatMap((name) => [
  '--require',
  join(__dirname, name),
]);
const running = new Set<ChildProcess>();

/** Starts the server on a free port, with an empty data folder, and waits until it answers. */
export async function launchServer(env: Env = {}, program = built): Promise<ServerProcess> {
  const { child, output } = spawnServer(env, program);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const ready = /is ready at (\S+)/.exec(output())?.[1];
      if (ready) resolve(ready);
    });
    child.once('exit', () => reject(new Error(`The server ended before it was ready:\n${output()}`)));
  });
  return {
    url,
    pid: child.pid!,
    output,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    stop: async (signal = 'SIGTERM') => {
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

/** Runs the server until it ends by itself; gives its exit status and what it printed. */
export async function runServer(env: Env): Promise<{ status: number | null; output: string }> {
  const { child, output } = spawnServer(env, built);
  const [status] = (await once(child, 'exit')) as [number | null];
  return { status, output: output() };
}

/** Ends whatever a failed test left running; for `afterEach`. */
export function killLaunched(): void {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
}

/** Starts what `npm start` runs, on an empty database. */
export async function startBuiltServer(engine: Engine): Promise<BuiltServer> {
  const schema = engine === 'postgres' ? await createPostgresSchema() : undefined;
  const port = await freePort();
  const env = {
    NODE_ENV: 'production',
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    ...(schema && { DATABASE_URL: schema.url }),
  };
  const server = await launchServer(env);
  return {
    ...server,
    setupLink: /http:\S+\/setup\/\S+/.exec(server.output())?.[0] ?? 'none was printed',
    stop: async (signal) => {
      const status = await server.stop(signal);
      await schema?.drop();
      return status;
    },
  };
}

/** What `npm run build` does: compiles the server into `dist/`. */
export function buildApplication(): void {
  if (isBuilt()) return;
  const compiler = require.resolve('typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler], {
    cwd: projectFolder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The application does not compile:\n${stdout}`);
}

/** Whether nothing it is made of is younger than what was made. */
function isBuilt(): boolean {
  const made = join(projectFolder, 'dist/index.js');
  if (!existsSync(made)) return false;
  const { mtimeMs } = statSync(made);
  const sources = ['tsconfig.json', ...pathsUnder('server')].map((path) => join(projectFolder, path));
  return sources.every((path) => statSync(path).mtimeMs < mtimeMs);
}

function spawnServer(env: Env, program: readonly string[]): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [...beforeServers, ...program], {
    cwd: projectFolder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      PORT: '0',
      TMPDIR: process.env.TMPDIR,
      LOG_LEVEL: 'info',
      DATA_FOLDER: mkdtempSync(join(tmpdir(), 'server-')),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += String(chunk);
    });
  }
  const secrets = [env.SESSION_SECRET ?? '', ...textsOfFiles()];
  child.once('close', () => {
    const logged = printed.split('\n').filter((line) => line.startsWith('{'));
    for (const line of leaksIn(logged, secrets))
      failRun(`the log of a server tells what it must not: ${line}`);
  });
  return { child, output: () => printed };
}
