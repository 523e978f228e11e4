import type { SectionOf } from '../report-section';
import { agreementSection } from './agreement';
import { anchoringSection } from './anchoring';
import { calibrationSection } from './calibration';
import { itemsSection } from './items';
import { labelAgreementSection } from './label-agreement';
import { pairsSection } from './pairs';
import { ratersSection } from './raters';
import { termsSection } from './terms';

/** The parts of a report, in the order they are read. */
export const sections: readonly SectionOf[] = [
  labelAgreementSection,
  itemsSection,
  agreementSection,
  anchoringSection,
  pairsSection,
  calibrationSection,
  ratersSection,
  termsSection,
];
