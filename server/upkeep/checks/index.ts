import type { Check } from '../check';
import { auditChain } from './audit-chain';
import { completeAnswers } from './complete-answers';
import { completedCounts } from './completed-counts';
import { currentRatings } from './current-ratings';
import { datasetCounts } from './dataset-counts';
import { foreignKeys } from './foreign-keys';
import { importCounts } from './import-counts';
import { integrity } from './integrity';
import { inviteUses } from './invite-uses';
import { labelModes } from './label-modes';
import { nobodyTwice } from './nobody-twice';
import { panelPlaces } from './panel-places';
import { revisions } from './revisions';
import { sampleCounts } from './sample-counts';
import { slots } from './slots';

/** What must hold in every database, in the order in which it is worth knowing. A new check is one line here. */
export const checks: readonly Check[] = [
  integrity,
  foreignKeys,
  datasetCounts,
  importCounts,
  inviteUses,
  panelPlaces,
  sampleCounts,
  completedCounts,
  revisions,
  currentRatings,
  slots,
  nobodyTwice,
  completeAnswers,
  labelModes,
  auditChain,
];
