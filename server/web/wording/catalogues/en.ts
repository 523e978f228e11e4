import { pay } from './en/pay';
import { shell } from './en/shell';

/** By page or part of a page. */
export const en = { pay, shell } as const;
