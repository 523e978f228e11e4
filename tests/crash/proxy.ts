import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Stands between raters and server and makes the network bad. */
export interface Proxy {
  readonly url: string;
  /** The share of answers that never reach the rater. */
  loss: number;
  /** The share of forms that reach the server twice. */
  duplication: number;
  /** Resolves when the next rating has been handed to the server. */
  nextRating(): Promise<void>;
  close(): Promise<void>;
}

const ratingSent = /^POST \/assignments\/[^/ ]+\/rating /;
const formSent = /^POST \/(assignments|studies)\//;
/** Milliseconds until a second delivery, at most. */
const latestDuplicate = 300;

export async function startProxy(
  { port, serverPort }: { port: number; serverPort: number },
  random: () => number,
): Promise<Proxy> {
  const open = new Set<Socket>();
  let waiting: (() => void)[] = [];
  const proxy: Proxy = {
    url: `http://127.0.0.1:${port}`,
    loss: 0,
    duplication: 0,
    nextRating: () => new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      for (const socket of open) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
  const remember = (socket: Socket): Socket => {
    open.add(socket);
    return socket.once('close', () => open.delete(socket)).setNoDelay();
  };
  const listener = createServer((rater) => {
    const server = remember(connect(serverPort, '127.0.0.1'));
    tieTogether(remember(rater), server);
    rater.on('data', (sent) => {
      server.write(sent);
      const head = sent.toString('latin1', 0, 100);
      if (formSent.test(head) && isWhole(sent) && random() < proxy.duplication)
        void deliverAgain(sent, serverPort, latestDuplicate * random());
      if (!ratingSent.test(head)) return;
      for (const tell of waiting) tell();
      waiting = [];
    });
    server.on('data', (answer) => {
      if (random() < proxy.loss) rater.destroy();
      else rater.write(answer);
    });
  });
  listener.listen(port, '127.0.0.1');
  await once(listener, 'listening');
  return proxy;
}

/** What happens to one connection happens to the other. */
function tieTogether(rater: Socket, server: Socket): void {
  for (const [one, other] of [
    [rater, server],
    [server, rater],
  ] as const) {
    one.once('end', () => other.end());
    one.once('close', () => other.destroy());
    one.on('error', () => other.destroy());
  }
}

/** Whether a piece of a connection is a request to its end. */
function isWhole(sent: Buffer): boolean {
  const text = sent.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1];
  return end > 0 && Number(length) === text.length - end - 4;
}

/** Delivers a request once more, on a connection of its own, as a network may. Nobody reads the answer. */
async function deliverAgain(request: Buffer, port: number, after: number): Promise<void> {
  await setTimeout(after);
  const server = connect(port, '127.0.0.1');
  server.on('error', () => server.destroy()).once('data', () => server.destroy());
  server.write(request);
}
