import { consent } from './en/consent';
import { help } from './en/help';
import { history } from './en/history';
import { join } from './en/join';
import { optOuts } from './en/opt-outs';
import { pay } from './en/pay';
import { rate } from './en/rate';
import { sentences } from './en/sentences';
import { shell } from './en/shell';
import { skip } from './en/skip';
import { work } from './en/work';

/** By page or part of a page. */
export const en = { consent, help, history, join, optOuts, pay, rate, sentences, shell, skip, work } as const;
