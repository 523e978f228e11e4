import { connect, type Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly location: string;
  readonly body: string;
  /** From asking to the last byte. */
  readonly milliseconds: number;
}

/** A visitor that costs next to nothing: one connection kept alive, one request at a time, a cookie. */
export interface LightVisitor {
  get(path: string): Promise<Reply>;
  /** @param form urlencoded */
  post(path: string, form: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  close(): void;
}

interface Waiting {
  readonly request: string;
  readonly since: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
  /** Whether the connection had answered before, so that its end may have crossed the request. */
  readonly again: boolean;
}

export function openVisitor(url: string): LightVisitor {
  const { hostname, port, host } = new URL(url);
  let waiting: Waiting | undefined;
  let socket: Socket | undefined;
  let cookie = '';

  const open = (): Socket => {
    let received = '';
    const opened = connect({ host: hostname, port: Number(port), noDelay: true });
    // Latin-1 keeps bytes and characters one to one, so that lengths can be compared without copying.
    opened.setEncoding('latin1');
    opened.on('data', (chunk: string) => {
      received += chunk;
      const answer = answerIn(received);
      if (!answer || !waiting) return;
      const { resolve, since } = waiting;
      received = '';
      waiting = undefined;
      cookie = answer.cookie || cookie;
      resolve({ ...answer, milliseconds: performance.now() - since });
    });
    opened.on('error', () => undefined).on('close', () => closed(opened));
    return opened;
  };
  /** As browsers do: a request on a connection that ended meanwhile is sent again on a new one, once. */
  const closed = (old: Socket): void => {
    if (socket === old) socket = undefined;
    if (!waiting) return;
    if (!waiting.again) return waiting.reject(new Error('The server closed the connection.'));
    waiting = { ...waiting, again: false };
    socket = open();
    socket.write(waiting.request);
  };
  const send = (line: string, rest: string): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const request = `${line} HTTP/1.1\r\nhost: ${host}\r\nsec-fetch-site: same-origin\r\ncookie: ${cookie}\r\n${rest}`;
      waiting = { request, since: performance.now(), resolve, reject, again: socket !== undefined };
      socket ??= open();
      socket.write(request);
    });
  return {
    get: (path) => send(`GET ${path}`, '\r\n'),
    post: (path, form, headers = {}) => {
      const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      return send(`POST ${path}`, more.join('') + formHead(form) + form);
    },
    close: () => void socket?.destroy(),
  };
}

function formHead(form: string): string {
  return `content-type: application/x-www-form-urlencoded\r\ncontent-length: ${form.length}\r\n\r\n`;
}

/**
 * The whole answer at the beginning of what was received; undefined while some of it is missing. Its length must
 * stand in its head, as Express writes it for pages and redirects.
 */
function answerIn(received: string): (Omit<Reply, 'milliseconds'> & { cookie: string }) | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.slice(0, headEnd);
  const body = received.slice(headEnd + 4);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without a Content-Length: ${head}`);
  if (body.length < Number(length)) return undefined;
  return {
    status: Number(head.slice(9, 12)),
    location: /\r\nlocation: ([^\r]*)/i.exec(head)?.[1] ?? '',
    // The session's stands last, after that of the browser.
    cookie: [...head.matchAll(/\r\nset-cookie: ([^;\r]*)/gi)].at(-1)?.[1] ?? '',
    body,
  };
}
