import { account } from './ar/account';
import { filters } from './ar/filters';
import { messages } from './ar/messages';
import { consent } from './ar/consent';
import { help } from './ar/help';
import { history } from './ar/history';
import { join } from './ar/join';
import { optOuts } from './ar/opt-outs';
import { rate } from './ar/rate';
import { sentences } from './ar/sentences';
import { shell } from './ar/shell';
import { skip } from './ar/skip';
import { training } from './ar/training';
import { work } from './ar/work';

/** By page or part of a page. */
export const ar = {
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
