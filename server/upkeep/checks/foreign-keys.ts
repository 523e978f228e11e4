import { checkForeignKeys } from '../../db/integrity';
import type { Check } from '../check';

export const foreignKeys: Check = {
  key: 'foreign-keys',
  name: 'Whatever a row refers to is there',
  run: checkForeignKeys,
};
