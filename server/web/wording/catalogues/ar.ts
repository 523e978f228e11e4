import { shell } from './ar/shell';

/** By page or part of a page. */
export const ar = { shell } as const;
