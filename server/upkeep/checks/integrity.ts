import { checkIntegrity } from '../../db/integrity';
import type { Check } from '../check';

export const integrity: Check = {
  key: 'integrity',
  name: 'The file is whole',
  run: checkIntegrity,
};
