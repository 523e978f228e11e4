import { account } from './de/account';
import { filters } from './de/filters';
import { messages } from './de/messages';
import { consent } from './de/consent';
import { help } from './de/help';
import { history } from './de/history';
import { join } from './de/join';
import { optOuts } from './de/opt-outs';
import { rate } from './de/rate';
import { sentences } from './de/sentences';
import { shell } from './de/shell';
import { skip } from './de/skip';
import { training } from './de/training';
import { work } from './de/work';

/** By page or part of a page. */
export const de = {
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
