import { Agent, request, type IncomingMessage } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly location: string;
  readonly body: string;
}

export type Fields = Readonly<Record<string, string>>;

/** A browser without a screen that gives up on answers which do not come. */
export interface Browser {
  /**
   * Sends a form, or asks for a page when there are no fields.
   * @returns undefined when no answer came: nobody knows then what became of the request
   */
  send(path: string, fields?: Fields, aborted?: AbortSignal): Promise<Reply | undefined>;
  close(): void;
}

export interface BrowserOptions {
  readonly url: string;
  /** Milliseconds before a person tries again. */
  readonly patience: number;
  readonly random: () => number;
}

export function createBrowser({ url, patience, random }: BrowserOptions): Browser {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 });
  const cookies = new Map<string, string>();
  const headersOf = (body: Buffer | undefined) => ({
    cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
    'sec-fetch-site': 'same-origin',
    // Limits on signing in count by address, and tries whose answer was lost would add up.
    'x-forwarded-for': randomAddress(random),
    ...(body && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length }),
  });
  return {
    send: async (path, fields, aborted) => {
      const body = fields && Buffer.from(new URLSearchParams(fields).toString());
      const giveUp = AbortSignal.timeout(patience);
      const signal = aborted ? AbortSignal.any([giveUp, aborted]) : giveUp;
      const options = { agent, method: body ? 'POST' : 'GET', headers: headersOf(body), signal };
      const answer = await new Promise<IncomingMessage | undefined>((resolve) => {
        const sent = request(new URL(path, url), options, resolve);
        sent.once('error', () => resolve(undefined));
        sent.end(body);
      });
      if (!answer) return undefined;
      for (const [pair = ''] of (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')))
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      const text = await answer
        .toArray()
        .then((chunks) => Buffer.concat(chunks as Buffer[]).toString(), lost);
      const { statusCode: status = 0, headers } = answer;
      // A browser follows a redirect as soon as it has read its head.
      if (text === undefined && status !== 303) return undefined;
      return { status, location: headers.location ?? '', body: text ?? '' };
    },
    close: () => agent.destroy(),
  };
}

function lost(): undefined {
  return undefined;
}

function randomAddress(random: () => number): string {
  const part = (): number => Math.floor(random() * 256);
  return `10.${part()}.${part()}.${part()}`;
}
