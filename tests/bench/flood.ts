import { Command } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../../server/paths';
import { percentile, print } from './figures';
import { openVisitor } from './keep-alive';
import { nameOf, prepareDatabase } from './rate-database';
import { rateAtPace, type Met } from './rate-loop';
import { assayTarget, startAssay } from './rate-target';

interface Options {
  readonly seconds: number;
  readonly tries: number;
  readonly sockets: number;
}

const raters = 50;
/** Seconds from one rating of a rater to the next. */
const every = 2;

/** Whether a flood of wrong passwords and of slow requests leaves raters alone. */
export function floodBenchmark(): Command {
  return new Command('flood')
    .description('how raters are served while strangers guess passwords and hold slow requests open (SQLite)')
    .option('--seconds <number>', 'how long each is measured', Number, 15)
    .option('--tries <number>', 'how many sign-ins are under way at once', Number, 200)
    .option('--sockets <number>', 'how many requests never end', Number, 500)
    .action(async (options: Options) => {
      const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
      try {
        await measure(folder, options);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
}

async function measure(folder: string, { seconds, tries, sockets }: Options): Promise<void> {
  const database = await prepareDatabase(folder, 1000);
  const server = await startAssay(database, join(folder, 'flooded'), [process.execPath], {
    TRUST_PROXY: '1',
  });
  const target = await assayTarget(server, database, raters);
  try {
    await target.enter('warm-up');
    await rateAtPace(target.raters, { seconds: 4, every });
    await target.enter('measured');
    tell('quiet', await rateAtPace(target.raters, { seconds, every }));
    const slow = Array.from({ length: sockets }, () => openSlow(server.url));
    const flood = startFlood(server.url, tries);
    tell('flooded', await rateAtPace(target.raters, { seconds, every }));
    const answers = await flood.stop();
    const ended = slow.filter((socket) => socket.destroyed).length;
    for (const socket of slow) socket.destroy();
    const counts = [...answers].map(([status, count]) => `${count} × ${status}`);
    print(`sign-ins of strangers: ${counts.join(', ')}; slow requests that the server ended: ${ended}`);
  } finally {
    await target.stop();
  }
}

/** Sends the head of a form and none of its body. */
function openSlow(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  socket.write(
    `POST ${paths.signIn()} HTTP/1.1\r\nhost: ${hostname}\r\nsec-fetch-site: same-origin\r\n` +
      'content-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\nusername=',
  );
  return socket;
}

/** Wrong passwords for the raters and for nobody, each from an address of its own, so many at once. */
function startFlood(url: string, atOnce: number): { stop(): Promise<Map<number, number>> } {
  const answers = new Map<number, number>();
  let isOver = false;
  let sent = 0;
  const guess = async (): Promise<void> => {
    const visitor = openVisitor(url);
    while (!isOver) {
      const number = sent++;
      const username = number % 2 === 0 ? nameOf(number % raters) : `nobody-${number}`;
      const form = new URLSearchParams({ username, password: `wrong password ${number}` }).toString();
      const from = `10.${(number >> 16) % 256}.${(number >> 8) % 256}.${number % 256}`;
      const { status } = await visitor.post(paths.signIn(), form, { 'x-forwarded-for': from });
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
    visitor.close();
  };
  const guessing = Array.from({ length: atOnce }, guess);
  return {
    stop: async () => {
      isOver = true;
      await Promise.allSettled(guessing);
      return answers;
    },
  };
}

function tell(name: string, { pages, submissions, failures }: Met): void {
  const times = (values: readonly number[]): string =>
    [0.5, 0.95, 0.99].map((share) => percentile(values, share).toFixed(1)).join(' / ');
  print(
    `${name}: ${submissions.length} ratings, ${failures.length} failures${failures.length > 0 ? `, such as: ${failures[0]}` : ''}`,
  );
  print(`  p50 / p95 / p99: page ${times(pages)} ms, saving ${times(submissions)} ms`);
}
