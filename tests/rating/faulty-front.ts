import express from 'express';
import type { House } from '../support/house';

/** What may happen between browsers and the application. */
export interface Faults {
  /** Requests reach the application without what browsers say of themselves. */
  stripsHeaders: boolean;
  /** Nothing gets through. */
  isDown: boolean;
  /** The application does what the next request asks, and its reply is lost. */
  losesReply: boolean;
  /** Browsers are not told that pages are not to be kept, which some do not heed. */
  letsPagesBeKept: boolean;
}

const none: Faults = { stripsHeaders: false, isDown: false, losesReply: false, letsPagesBeKept: false };

/** The house behind a front that can be made to fail. */
export function behindFaultyFront(house: House): House & { readonly faults: Faults; mend(): void } {
  const faults = { ...none };
  const front = express();
  front.use((req, res, next) => {
    if (faults.isDown) return void req.socket.destroy();
    if (faults.stripsHeaders) for (const name of ['origin', 'sec-fetch-site']) delete req.headers[name];
    if (faults.letsPagesBeKept) {
      const set = res.setHeader.bind(res);
      res.setHeader = (name, value) => (name === 'Cache-Control' ? res : set(name, value));
    }
    if (faults.losesReply) {
      faults.losesReply = false;
      res.end = () => {
        req.socket.destroy();
        return res;
      };
    }
    next();
  });
  front.use(house.app);
  return { ...house, app: front, faults, mend: () => void Object.assign(faults, none) };
}
