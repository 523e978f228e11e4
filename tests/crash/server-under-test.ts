import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { paths } from '../../server/paths';
import { projectFolder } from '../support/source-tree';
import { leaksIn } from '../support/watch-log';
import { count, type Tally } from './tally';

/** The server, as `npm start` runs it, which is killed and started again at the same address. */
export interface ServerUnderTest {
  readonly port: number;
  /** The command line program beside it. */
  readonly assay: string;
  readonly pid: number | undefined;
  /** The last it printed. */
  readonly output: string;
  /** Whether it has answered since it was started. */
  readonly isUp: boolean;
  /** Whether it may end by itself, because of what is being done to it. */
  mayEnd: boolean;
  /** Starts it unless it runs, and waits until it answers. */
  up(): Promise<void>;
  /** Starts it without waiting. */
  start(): void;
  /** Kills it at once. @param when in which moment, for the count */
  kill(when: string): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Asks it to stop. @returns its exit status, null when it did not end */
  stop(): Promise<number | null>;
}

export interface ServerOptions {
  /** What node is to run: dist/index.js, with what is loaded before it. */
  readonly program: readonly string[];
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly tally: Tally;
}

/** Milliseconds after which a server that does not answer has failed. */
const patience = 60_000;
const lookEvery = 20;
/** What a stop may take: ten seconds for requests under way, and some for a busy machine. */
const stopPatience = 15_000;

export function serverUnderTest({ program, port, env, tally }: ServerOptions): ServerUnderTest {
  let child: ChildProcess | undefined;
  let startedAt = 0;
  let isUp = false;
  let printed = '';
  const start = (): void => {
    startedAt = performance.now();
    printed = '';
    isUp = false;
    const own = launch(program, { ...environment(port), ...env });
    child = own;
    for (const stream of [own.stdout, own.stderr])
      stream?.on('data', (text) => {
        printed = (printed + String(text)).slice(-4000);
        for (const line of leaksIn(String(text).split('\n'), []))
          tally.violations.push(`The log tells what it must not: ${line}`);
      });
    own.once('exit', (status, signal) => {
      if (child !== own) return;
      child = undefined;
      isUp = false;
      if (server.mayEnd) return;
      tally.violations.push(`The server ended by itself (${status ?? signal}):\n${printed}`);
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const own = child;
    child = undefined;
    isUp = false;
    if (!own) return null;
    const ended = once(own, 'exit') as Promise<[number | null]>;
    own.kill(signal);
    const status = await Promise.race([
      ended.then(([code]) => code),
      setTimeout(stopPatience, 'late' as const),
    ]);
    if (status !== 'late') return status;
    own.kill('SIGKILL');
    return null;
  };
  const server: ServerUnderTest = {
    port,
    assay: join(dirname(program.at(-1)!), 'bin/assay.js'),
    get pid() {
      return child?.pid;
    },
    get output() {
      return printed;
    },
    get isUp() {
      return isUp;
    },
    mayEnd: false,
    start,
    up: async () => {
      for (const since = performance.now(); !(await answers(port)); await setTimeout(lookEvery)) {
        if (performance.now() - since > patience) throw new Error(`The server does not answer:\n${printed}`);
        if (!child) start();
      }
      if (startedAt > 0) tally.firstAnswers.push(Math.round(performance.now() - startedAt));
      startedAt = 0;
      isUp = true;
    },
    kill: async (when) => {
      if (!child) return;
      count(tally.kills, when);
      await end('SIGKILL');
    },
    signal: (signal) => void child?.kill(signal),
    stop: () => end('SIGTERM'),
  };
  return server;
}

function environment(port: number): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    SESSION_SECRET: secret,
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    TRUST_PROXY: '1',
    LOG_LEVEL: 'error',
    // Nobody who pauses could send so many.
    RATINGS_PER_MINUTE: '1000000',
    // Its clock is set back on purpose.
    CLOCK_TOLERANCE_MINUTES: '10000',
  };
}

/** The same for all servers of a run, so that nobody is signed out by a restart. */
const secret = randomBytes(32).toString('base64url');

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function launch(program: readonly string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, program, {
    cwd: projectFolder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, path: paths.health(), agent: false, timeout: 1000 };
    const asked = get(options, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(false));
  });
}
