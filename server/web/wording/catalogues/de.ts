import { shell } from './de/shell';
import { training } from './de/training';

/** By page or part of a page. */
export const de = { shell, training } as const;
