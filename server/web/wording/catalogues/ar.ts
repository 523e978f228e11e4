import { account } from './ar/account';
import { history } from './ar/history';
import { messages } from './ar/messages';
import { shell } from './ar/shell';

/** By page or part of a page. */
export const ar = { shell, account, history, messages } as const;
