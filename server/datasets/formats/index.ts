import type { DatasetFormat } from '../item';
import { assayItems } from './assay-items';
import { assaySentences } from './assay-sentences';
import { generic } from './generic';
import { multipleChoice } from './multiple-choice';
import { occupationTable } from './occupation-table';
import { persona } from './persona';
import { sycophancy } from './sycophancy';
import { winogenerated } from './winogenerated';

/** Asked in this order; the first that matches reads the file, so the particular stand before the general. */
export const formats: readonly DatasetFormat[] = [
  assayItems,
  assaySentences,
  winogenerated,
  occupationTable,
  persona,
  sycophancy,
  multipleChoice,
  generic,
];
