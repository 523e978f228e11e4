import { account } from './ar/account';
import { consent } from './ar/consent';
import { filters } from './ar/filters';
import { help } from './ar/help';
import { history } from './ar/history';
import { join } from './ar/join';
import { messages } from './ar/messages';
import { optOuts } from './ar/opt-outs';
import { panel } from './ar/panel';
import { pay } from './ar/pay';
import { rate } from './ar/rate';
import { sentences } from './ar/sentences';
import { shell } from './ar/shell';
import { skip } from './ar/skip';
import { training } from './ar/training';
import { work } from './ar/work';

/** By page or part of a page. */
export const ar = {
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
