import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { ExpectedError, NotFound, TooMany } from '../errors';
import type { Logger } from '../log';
import { asUnavailable } from './unavailable';
import { renderPage } from './render-page';
import { requestLanguage } from './wording/request-language';
import { sentenceIn } from './wording/sentences';

/** Whatever no route has answered. */
export const notFoundPage: RequestHandler = () => {
  throw new NotFound();
};

/** Turns failures into pages: expected ones with their sentence, faults with a request id and a log entry. */
export function errorPage(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const expected = asExpected(error);
    if (!expected) log.error({ requestId: req.id, err: error }, 'fault');
    const retryAfter = expected instanceof TooMany ? expected.retryAfterSeconds : 5;
    if (expected && [429, 503].includes(expected.status)) res.set('Retry-After', String(retryAfter));
    // A page about a failed download must not be saved as the download.
    res.removeHeader('Content-Disposition');
    if (req.tokenId === undefined) return render(res, expected ?? fault);
    const { status, message, wayForward } = expected ?? fault;
    // Whoever comes with a token is a program.
    return void res.status(status).json({ error: message, wayForward, requestId: req.id });
  };
}

const fault = new ExpectedError(
  500,
  'Something went wrong on our side.',
  'Nothing you saved before is lost. Try again; if it happens again, tell the administrator the request id below.',
);

const titles: Readonly<Record<number, string>> = {
  400: 'This cannot be used',
  403: 'Not allowed',
  404: 'Page not found',
  409: 'Somebody was faster',
  413: 'Too large',
  415: 'This cannot be used',
  429: 'Too many tries',
  503: 'Not available right now',
};

function render(res: Response, error: ExpectedError): void {
  const language = requestLanguage(res.req);
  const locals = {
    title: sentenceIn(language, titles[error.status] ?? 'Something went wrong'),
    status: error.status,
    message: sentenceIn(language, error.message),
    wayForward: sentenceIn(language, error.wayForward),
    requestId: error.status === 500 ? res.req.id : undefined,
  };
  renderPage(res, 'errors/error', locals, error.status);
}

/** Errors of Express and its body parsers carry a status of their own. */
function asExpected(error: unknown): ExpectedError | undefined {
  if (error instanceof ExpectedError) return error;
  const unavailable = asUnavailable(error);
  if (unavailable) return unavailable;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  if (status === 413) return new ExpectedError(413, 'What was sent is too large.', 'Send less at once.');
  if (status >= 400 && status < 500) {
    return new ExpectedError(400, 'What was sent could not be read.', 'Reload the page and try again.');
  }
  return undefined;
}
