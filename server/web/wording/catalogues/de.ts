import { pay } from './de/pay';
import { shell } from './de/shell';

/** By page or part of a page. */
export const de = { pay, shell } as const;
