import type { RequestHandler } from 'express';
import { Forbidden } from '../../errors';

/**
 * Refuses requests that change something unless the browser says they come from our own pages:
 * `Sec-Fetch-Site`, or where that is absent `Origin`. A request with neither is refused.
 * @param baseUrl how browsers reach us
 */
export function sameOrigin(baseUrl: string): RequestHandler {
  return (req, _res, next) => {
    if (['GET', 'HEAD'].includes(req.method)) return next();
    const site = req.get('Sec-Fetch-Site');
    const isOurs =
      site === undefined ? isOwnOrigin(req.get('Origin'), req.get('Host'), baseUrl) : isOwnSite(site);
    if (isOurs) return next();
    throw new Forbidden(
      'This form did not come from a page of this site, so nothing was changed.',
      `Go back, where browsers keep what you filled in, and send it again from ${baseUrl}. If that is the address already: the proxy in front of the site must pass on the Origin and Sec-Fetch-Site headers, and BASE_URL must be the address in the browser.`,
    );
  };
}

function isOwnSite(site: string): boolean {
  return site === 'same-origin' || site === 'none';
}

/** Our own origin is BASE_URL's, or the very host that was asked when no proxy stands in between. */
function isOwnOrigin(origin: string | undefined, host: string | undefined, baseUrl: string): boolean {
  if (origin === undefined) return false;
  return origin === baseUrl || (baseUrl.startsWith('http:') && origin === `http://${host}`);
}
