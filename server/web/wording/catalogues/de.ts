import { account } from './de/account';
import { history } from './de/history';
import { messages } from './de/messages';
import { shell } from './de/shell';

/** By page or part of a page. */
export const de = { shell, account, history, messages } as const;
