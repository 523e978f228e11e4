import type { CookieOptions, Request, Response } from 'express';

interface Site {
  readonly baseUrl: string;
}

/** The token by which a browser is known again that somebody has signed in with. It signs nobody in. */
export function browserToken(site: Site, req: Request): string | undefined {
  const start = `${cookieOf(site).name}=`;
  const pairs = (req.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  const token = pairs.find((pair) => pair.startsWith(start))?.slice(start.length);
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** @param maxAge milliseconds */
export function setBrowserToken(site: Site, res: Response, token: string, maxAge: number): void {
  const { name, options } = cookieOf(site);
  res.cookie(name, token, { ...options, maxAge });
}

/** Like the session's, but it outlives the browser window. */
function cookieOf({ baseUrl }: Site): { name: string; options: CookieOptions } {
  const secure = baseUrl.startsWith('https:');
  return {
    name: secure ? '__Host-browser' : 'browser',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  };
}
