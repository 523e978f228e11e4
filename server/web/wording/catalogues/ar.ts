import { shell } from './ar/shell';
import { training } from './ar/training';

/** By page or part of a page. */
export const ar = { shell, training } as const;
