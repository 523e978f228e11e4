import { account } from './en/account';
import { history } from './en/history';
import { messages } from './en/messages';
import { shell } from './en/shell';

/** By page or part of a page. */
export const en = { shell, account, history, messages } as const;
