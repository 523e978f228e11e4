import { panel } from './de/panel';
import { shell } from './de/shell';

/** By page or part of a page. */
export const de = { panel, shell } as const;
