import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../support/postgres';
import { projectFolder } from '../support/source-tree';

/** A server in a process of its own, whose log goes to a file as a service's does. */
export interface MeasuredServer {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from its start to the first 200 of /health. */
  readonly startup: number;
  stop(): Promise<void>;
}

export interface Program {
  /** What stands before the script: options of Node, or another program that starts it. */
  readonly command: readonly string[];
  /** Where its log goes. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a program that listens where BASE_URL says, and waits until it answers. */
export async function startMeasured({ command, folder, env }: Program): Promise<MeasuredServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, 'log');
  const out = openSync(log, 'w');
  const [program, ...rest] = command;
  const start = performance.now();
  const child = spawn(program!, rest, {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), BASE_URL: url, ...env },
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  const ended = once(child, 'exit');
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null)
      throw new Error(`It ended before it answered:\n${readFileSync(log, 'utf8')}`);
    await setTimeout(2);
  }
  return {
    url,
    pid: child.pid!,
    startup: performance.now() - start,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function isHealthy(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(`${url}/health`, { agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}
