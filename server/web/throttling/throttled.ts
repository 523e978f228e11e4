import type { RequestHandler } from 'express';
import type { Context } from '../../context';
import { currentUser } from '../current-user';
import type { LimitName } from './limits';
import { throttle } from './rate-limit';

/** Lets a signed-in user pass so often, whatever comes of it; stands after the role check. */
export function throttledByUser(
  context: Pick<Context, 'db' | 'now' | 'log' | 'config'>,
  name: LimitName,
): RequestHandler {
  const limit = throttle(context, name);
  return async (req, _res, next) => {
    await limit.consume(currentUser(req).id);
    next();
  };
}
