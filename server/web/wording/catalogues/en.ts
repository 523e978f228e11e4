import { shell } from './en/shell';
import { training } from './en/training';

/** By page or part of a page. */
export const en = { shell, training } as const;
