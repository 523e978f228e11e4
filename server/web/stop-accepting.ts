import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

const sweepEvery = 50;

/** Servers that answer what they have been asked and take nothing more. */
const stopping = new WeakSet<Server>();

/** Whether the server that a request came to is about to end. */
export function isStopping(req: IncomingMessage): boolean {
  // Node keeps the server with the connection; its types do not say so.
  const { server } = req.socket as Socket & { server?: Server };
  return server !== undefined && stopping.has(server);
}

/** Takes no new connections, lets each open one end with its answer, and resolves when the last has. */
export async function stopAccepting(server: Server): Promise<void> {
  stopping.add(server);
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  const ended = new Promise<void>((done) => server.close(() => done()));
  // Those that were answered before this are kept open by their browsers.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepEvery);
  await ended;
  clearInterval(sweep);
}
