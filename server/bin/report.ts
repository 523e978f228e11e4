import { Command, Option } from 'commander';
import { computeReport } from '../reports/building/compute-report';
import { bundleFile } from '../reports/files/bundle';
import { usualFiles } from '../reports/files';
import { type Report, usualSettings } from '../reports/report';
import { loadStudy } from '../studies/study-store';
import { Invalid } from '../errors';
import { printStream } from './print-stream';
import { withContext } from './with-context';

/** What can be printed of every study. */
const printed = [...usualFiles, bundleFile];

interface Options {
  readonly study: string;
  readonly format: string;
  readonly seed?: string;
  readonly bar: string;
}

export function reportCommand(): Command {
  return new Command('report')
    .description('Print the report of a study, with every figure and its intervals.')
    .requiredOption('--study <id>', 'the study')
    .addOption(
      new Option('--format <format>', 'what to print').choices(printed.map(({ key }) => key)).default('json'),
    )
    .option('--seed <number>', 'of the samples intervals are drawn with (default: the study’s seed)')
    .option('--bar <share>', 'the label agreement that datasets are held against', String(usualSettings.bar))
    .action(({ study: id, format, seed, bar }: Options) =>
      withContext(async (context) => {
        const study = await loadStudy(context.db, id);
        const settings = {
          seed: seed === undefined ? study.seed : wholeNumber(seed),
          bar: shareOf(bar),
          replicates: usualSettings.replicates,
        };
        const text = await computeReport(context, study, settings);
        const report = JSON.parse(text) as Report;
        const file = printed.find(({ key }) => key === format)!;
        await printStream(file.write({ context, study, report, text }));
      }),
    );
}

/** @throws Invalid */
function wholeNumber(text: string): number {
  if (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 31) return Number(text);
  throw new Invalid(`"${text}" is no seed.`, 'Give a whole number from 0 to 2147483647.');
}

/** @throws Invalid */
function shareOf(text: string): number {
  const share = Number(text);
  if (share > 0 && share < 1) return share;
  throw new Invalid(`"${text}" is no bar.`, 'Give a share between 0 and 1, such as 0.9.');
}
