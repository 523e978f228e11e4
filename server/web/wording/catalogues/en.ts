import { panel } from './en/panel';
import { shell } from './en/shell';

/** By page or part of a page. */
export const en = { panel, shell } as const;
