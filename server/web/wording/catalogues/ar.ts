import { panel } from './ar/panel';
import { shell } from './ar/shell';

/** By page or part of a page. */
export const ar = { panel, shell } as const;
