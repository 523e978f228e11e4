import { Command } from 'commander';
import { printJson } from '../../server/bin/output';
import { print } from './figures';
import { bothRules, datasetRule } from './stopping/dataset-rule';
import { itemRule } from './stopping/item-rule';
import { replayDatasetRule, replayItemRule } from './stopping/replay';
import { printAsText } from './stopping/table';

interface Options {
  readonly studies: string;
  readonly seed: string;
  readonly data?: string;
  readonly json?: true;
}

/** How often the stopping rules are wrong and what they save, where the truth is known. */
export function stoppingBenchmark(): Command {
  return new Command('stopping')
    .description('wrong decisions and saved ratings of the stopping rules, simulated and on real ratings')
    .option('--studies <number>', 'studies of each kind, and replays of real ratings', '1000')
    .option('--seed <text>', 'of all chance', '1')
    .option('--data <folder>', 'where ratings/ lies; ASSAY_DATA if it is set', process.env.ASSAY_DATA)
    .option('--json', 'print one JSON document')
    .action(({ studies, seed, data, json }: Options) => {
      const settings = { studies: Number(studies), seed };
      const simulated = [datasetRule(settings), bothRules(settings), itemRule(settings)];
      const real = data
        ? [replayItemRule, replayDatasetRule].map((replay) => replay({ ...settings, data }))
        : [];
      const tables = [...simulated, ...real];
      if (json) {
        printJson(tables);
        return;
      }
      tables.forEach(printAsText);
      if (!data) print('\nNo real ratings: --data names no folder, and ASSAY_DATA is not set.');
    });
}
