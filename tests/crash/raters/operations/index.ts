import type { Operation } from '../rater';
import { abort } from './abort';
import { claimTwice } from './claim-twice';
import { doubleClick } from './double-click';
import { edit } from './edit';
import { goBack } from './go-back';
import { rate } from './rate';
import { reload } from './reload';
import { retry } from './retry';
import { signOut } from './sign-out';
import { sameInTwoTabs, twoTabs } from './two-tabs';
import { wait } from './wait';

/** What raters do while the server is being disturbed. A new operation is a file and a line here. */
export const operations: readonly Operation[] = [
  rate,
  retry,
  doubleClick,
  twoTabs,
  sameInTwoTabs,
  edit,
  goBack,
  reload,
  abort,
  claimTwice,
  wait,
  signOut,
];

/** What raters do who compete for the last items: nothing that makes them slower. */
export const contending: readonly Operation[] = [rate, doubleClick, twoTabs, reload, abort, claimTwice];
