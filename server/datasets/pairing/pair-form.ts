import { z } from 'zod';
import { oneOf } from '../../web/form-fields';
import { isId } from '../../web/path-id';

export const verdicts = ['confirmed', 'rejected'] as const;
export const alignments = ['same', 'opposite'] as const;

function dataset(label: string) {
  const message = `Choose ${label}.`;
  return z.string({ error: message }).refine(isId, message);
}

const two = {
  model: dataset('the model-written dataset'),
  human: dataset('the human-written dataset'),
};

/** What an admin decides about two datasets. */
export const pairForm = z.strictObject({
  ...two,
  verdict: oneOf('whether they are a pair', verdicts),
  alignment: oneOf('whether the labels point the same way', alignments),
});

/** Which decision is taken back. */
export const pairRemovalForm = z.strictObject(two);
