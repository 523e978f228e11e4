import { account } from './en/account';
import { filters } from './en/filters';
import { messages } from './en/messages';
import { consent } from './en/consent';
import { help } from './en/help';
import { history } from './en/history';
import { join } from './en/join';
import { optOuts } from './en/opt-outs';
import { rate } from './en/rate';
import { sentences } from './en/sentences';
import { shell } from './en/shell';
import { skip } from './en/skip';
import { training } from './en/training';
import { work } from './en/work';

/** By page or part of a page. */
export const en = {
  account,
  filters,
  messages,
  consent,
  help,
  history,
  join,
  optOuts,
  rate,
  sentences,
  shell,
  skip,
  training,
  work,
} as const;
