import express from 'express';

/** A study may list many datasets. */
export const formLimits = { bytes: 100 * 1024, fields: 2000 } as const;

/** Reads form bodies: flat fields only. */
export const formBody = express.urlencoded({
  extended: false,
  limit: formLimits.bytes,
  parameterLimit: formLimits.fields,
});
