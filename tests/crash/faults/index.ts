import { deliverTwice, loseAnswers } from './bad-network';
import type { Fault } from './fault';
import { fillDisk } from './fill-disk';
import { freeze } from './freeze';
import { jumpClock } from './jump-clock';
import { kill, killAtRating, killAtStart } from './kill';
import { restartDatabase } from './restart-database';
import { stop } from './stop';

/** What is done to the server. A new fault is a file and a line here. */
export const faults: readonly Fault[] = [
  kill,
  killAtRating,
  killAtStart,
  freeze,
  loseAnswers,
  deliverTwice,
  jumpClock,
  fillDisk,
  restartDatabase,
  stop,
];
