import { shell } from './en/shell';

/** By page or part of a page. */
export const en = { shell } as const;
