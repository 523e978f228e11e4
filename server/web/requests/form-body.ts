import express, { type Request, type RequestHandler } from 'express';
import { ExpectedError, Invalid } from '../../errors';
import { paths } from '../../paths';

const form = 'application/x-www-form-urlencoded';
/** The two forms with files, which their pages read themselves. */
const uploads = [paths.imports(), paths.agreement()];

/** What is sent to us is a form or nothing. Read as a form without fields, anything else would press buttons. */
const formsOnly: RequestHandler = (req, _res, next) => {
  if (['GET', 'HEAD'].includes(req.method) || isEmpty(req)) return next();
  const accepted = uploads.includes(req.path) ? [form, 'multipart/form-data'] : [form];
  if (req.is(accepted)) return next();
  throw new ExpectedError(415, 'What was sent could not be read.', 'Reload the page and try again.');
};

function isEmpty(req: Request): boolean {
  return req.get('Transfer-Encoding') === undefined && (req.get('Content-Length') ?? '0') === '0';
}

/** The parser drops a field of this name, so that no form could refuse it as one it does not have. */
function refusePrototype(_req: unknown, _res: unknown, body: Buffer): void {
  if (new URLSearchParams(body.toString()).has('__proto__')) {
    throw new Invalid('This form was sent with a field it does not have.', 'Reload the page and try again.');
  }
}

/** A study may list many datasets. */
export const formLimits = { bytes: 100 * 1024, fields: 2000 } as const;

/** Reads form bodies: flat fields only. */
export const formBody: RequestHandler[] = [
  formsOnly,
  express.urlencoded({
    extended: false,
    limit: formLimits.bytes,
    parameterLimit: formLimits.fields,
    verify: refusePrototype,
  }),
];
