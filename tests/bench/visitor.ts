import { load } from 'cheerio';
import { createReadStream, statSync } from 'node:fs';
import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream/promises';

export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly body: string;
  /** Until the head of the answer was there. */
  readonly milliseconds: number;
}

type Fields = Readonly<Record<string, string>>;

/** A browser without a screen: keeps cookies and connection, sends forms. */
export interface Visitor {
  get(path: string): Promise<Answer>;
  post(path: string, fields: Fields): Promise<Answer>;
  upload(path: string, file: { path: string; fileName: string }): Promise<Answer>;
}

export function createVisitor(url: string): Visitor {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let cookie = '';
  const send = async (
    path: string,
    options: { method: string; headers?: OutgoingHttpHeaders },
    body: AsyncIterable<Uint8Array> | Iterable<string | Uint8Array>,
  ): Promise<Answer> => {
    const headers = { ...options.headers, cookie, 'sec-fetch-site': 'same-origin' };
    const sent = request(new URL(path, url), { agent, method: options.method, headers });
    const start = performance.now();
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve).once('error', reject);
    });
    await Promise.all([pipeline(body, sent), answered]);
    const answer = await answered;
    const milliseconds = performance.now() - start;
    // The session's stands last, after that of the browser.
    const setCookie = answer.headers['set-cookie']?.at(-1);
    if (setCookie) cookie = setCookie.split(';')[0]!;
    const chunks = (await answer.toArray()) as Buffer[];
    const { statusCode: status = 0, headers: received } = answer;
    return {
      status,
      location: received.location ?? '',
      body: Buffer.concat(chunks).toString(),
      milliseconds,
    };
  };
  return {
    get: (path) => send(path, { method: 'GET' }, []),
    post: (path, fields) => {
      const body = Buffer.from(new URLSearchParams(fields).toString());
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': body.length,
      };
      return send(path, { method: 'POST', headers }, [body]);
    },
    upload: (path, file) => {
      const { headers, body } = multipart(file);
      return send(path, { method: 'POST', headers }, body);
    },
  };
}

function multipart({ path, fileName }: { path: string; fileName: string }) {
  const boundary = 'the-bench-ends-here';
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\n` +
      'content-type: application/octet-stream\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* body(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* createReadStream(path) as AsyncIterable<Buffer>;
    yield tail;
  }
  const headers = {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': head.length + statSync(path).size + tail.length,
  };
  return { headers, body: body() };
}

/** The form of a page that is sent to `action`, with a choice made in every group of radios. */
export function filledForm(body: string, action: string, random: () => number): Record<string, string> {
  const form = load(body)(`form[action="${action}"]`);
  const fields: Record<string, string> = {};
  for (const hidden of form.find('input[type=hidden]').get())
    fields[hidden.attribs.name!] = hidden.attribs.value!;
  const radios = form.find('input[type=radio]').get();
  for (const name of new Set(radios.map(({ attribs }) => attribs.name!))) {
    const choices = radios.filter(({ attribs }) => attribs.name === name);
    fields[name] = choices[Math.floor(random() * choices.length)]!.attribs.value!;
  }
  return fields;
}
