import { pay } from './ar/pay';
import { shell } from './ar/shell';

/** By page or part of a page. */
export const ar = { pay, shell } as const;
