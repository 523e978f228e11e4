import { account } from './en/account';
import { consent } from './en/consent';
import { filters } from './en/filters';
import { help } from './en/help';
import { history } from './en/history';
import { join } from './en/join';
import { messages } from './en/messages';
import { optOuts } from './en/opt-outs';
import { panel } from './en/panel';
import { pay } from './en/pay';
import { rate } from './en/rate';
import { sentences } from './en/sentences';
import { shell } from './en/shell';
import { skip } from './en/skip';
import { training } from './en/training';
import { work } from './en/work';

/** By page or part of a page. */
export const en = {
  account,
  consent,
  filters,
  help,
  history,
  join,
  messages,
  optOuts,
  panel,
  pay,
  rate,
  sentences,
  shell,
  skip,
  training,
  work,
} as const;
