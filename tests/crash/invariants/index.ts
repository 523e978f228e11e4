import {
  acknowledgedInOrder,
  acknowledgedIsStored,
  nothingOverwritten,
  storedOnce,
  storedWasSent,
} from './acknowledged';
import { currentIsNewest, everyRevisionAudited, gapless, submissionOnce } from './chains';
import { completedCounted, nobodyTwice, noItemOver, noSlotLost, oneAtATime, shownStaysOwn } from './slots';
import { foreignKeys, integrity } from './sound-file';
import { nobodyStarved, nothingHeld } from './starvation';
import { verified } from './verified';
import type { Invariant } from './view';

/** What is checked after every restart and at the end. A new invariant is an entry beside the others and a line here. */
export const invariants: readonly Invariant[] = [
  acknowledgedIsStored,
  acknowledgedInOrder,
  storedWasSent,
  storedOnce,
  nothingOverwritten,
  submissionOnce,
  gapless,
  currentIsNewest,
  everyRevisionAudited,
  noItemOver,
  noSlotLost,
  nobodyTwice,
  oneAtATime,
  shownStaysOwn,
  completedCounted,
  foreignKeys,
  integrity,
  nothingHeld,
  nobodyStarved,
  verified,
];
