import { consent } from './de/consent';
import { help } from './de/help';
import { history } from './de/history';
import { join } from './de/join';
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
  consent,
  help,
  history,
  join,
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
