import { shell } from './de/shell';

/** By page or part of a page. */
export const de = { shell } as const;
