import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = Pick<PinoLogger, 'info' | 'warn' | 'error' | 'debug'>;

/** Keys whose values never reach the log, wherever they stand in an entry. */
const secretKeys = [
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'sessionId',
  'text',
  'answers',
  'comment',
];

/**
 * JSON lines on standard output. Entries carry ids and counts; item text, answers and secrets are cut out, and of an
 * error stands only what our own code and its libraries say.
 */
export function createLogger(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[cut]' },
      serializers: { err: withoutValues },
    },
    { write: (line) => destination.write(visible(line)) },
  );
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly stack?: string | undefined;
  readonly cause?: LoggedError;
}

/** Without the fields a library hangs on its errors: those of PostgreSQL quote the row that was refused. */
function withoutValues(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? String(error.code) : undefined;
  return { type: name, message, code, stack, ...(cause instanceof Error && { cause: withoutValues(cause) }) };
}

/** As escapes, what JSON leaves alone and a terminal obeys or does not show: controls beyond ASCII, marks that reorder, lone surrogates. */
function visible(line: string): string {
  return line.replace(
    /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}\p{Cs}]/gu,
    (character) =>
      Array.from(
        { length: character.length },
        (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
      ).join(''),
  );
}
