import { Command, Option } from 'commander';
import { exportRatings } from '../reports/ratings/export-ratings';
import { reportedStudy } from '../reports/report';
import { ratingFormats } from '../reports/ratings/formats';
import { listStudyDatasets, loadStudy } from '../studies/study-store';
import { printStream } from './print-stream';
import { withContext } from './with-context';

export function ratingsCommand(): Command {
  const keys = ratingFormats.map(({ key }) => key);
  return new Command('ratings')
    .description('Print every revision of every rating of a study, under pseudonyms.')
    .requiredOption('--study <id>', 'the study')
    .addOption(new Option('--format <format>', 'what to print').choices(keys).default('jsonl'))
    .action((options: { study: string; format: string }) =>
      withContext(async ({ db }) => {
        const format = ratingFormats.find(({ key }) => key === options.format)!;
        const study = await loadStudy(db, options.study);
        const source = { study: reportedStudy(study), datasets: await listStudyDatasets(db, study.id) };
        await printStream(format.write(source.study, exportRatings(db, source)));
      }),
    );
}
