import type { ShiftedClock } from './clock';
import type { Model } from './model';
import type { Place } from './places/place';
import type { PreparedStudy } from './prepare-study';
import type { Proxy } from './proxy';
import type { ServerUnderTest } from './server-under-test';
import type { Tally } from './tally';

/** What faults and invariants of one round can reach. */
export interface World {
  readonly random: () => number;
  readonly place: Place;
  readonly study: PreparedStudy;
  readonly server: ServerUnderTest;
  readonly proxy: Proxy;
  readonly clock: ShiftedClock;
  readonly model: Model;
  readonly tally: Tally;
}
