import type { Request, RequestHandler } from 'express';
import type { Logger } from '../../log';

/** One line per request: the route's pattern, never the address with its tokens. */
export function requestLog(log: Logger, now: () => number): RequestHandler {
  return (req, res, next) => {
    const start = now();
    res.on('close', () => {
      log.info(
        {
          requestId: req.id,
          method: req.method,
          route: routePattern(req),
          status: res.writableFinished ? res.statusCode : 'aborted',
          milliseconds: now() - start,
          userId: req.user?.id,
          tokenId: req.tokenId,
        },
        'request',
      );
    });
    next();
  };
}

function routePattern(req: Request): string {
  const route: unknown = req.route;
  if (typeof route === 'object' && route !== null && 'path' in route) return String(route.path);
  return req.path.startsWith('/static/') ? '/static' : 'none';
}
