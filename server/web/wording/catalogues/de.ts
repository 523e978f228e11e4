import { account } from './de/account';
import { consent } from './de/consent';
import { filters } from './de/filters';
import { help } from './de/help';
import { history } from './de/history';
import { join } from './de/join';
import { messages } from './de/messages';
import { optOuts } from './de/opt-outs';
import { panel } from './de/panel';
import { pay } from './de/pay';
import { rate } from './de/rate';
import { sentences } from './de/sentences';
import { shell } from './de/shell';
import { skip } from './de/skip';
import { training } from './de/training';
import { work } from './de/work';

/** By page or part of a page. */
export const de = {
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
