import { Command, InvalidArgumentError, Option } from 'commander';
import { questionSets } from '../questions/question-sets';
import { freezeStudy } from '../studies/freeze-study';
import { labelModes } from '../studies/label-mode';
import type { StudyPlan } from '../studies/study-plan';
import type { DatasetStopping, ItemStopping } from '../studies/stopping-rules';
import { stateOf } from '../studies/study-state';
import { listStudies, type LabelMode, type Withdrawal } from '../studies/study-store';
import { withdrawals } from '../studies/withdrawal';
import { print, printJson } from './output';
import { withContext } from './with-context';

interface CreateOptions {
  name: string;
  datasets: string;
  perDataset: number;
  overlap: number;
  questionSet: string;
  labelMode: LabelMode;
  seed: number;
  raterQuota?: number;
  goldShare?: number;
  verifyShare?: number;
  withdrawal?: Withdrawal;
  stopItem?: ItemStopping;
  stopDataset?: DatasetStopping;
  json?: boolean;
}

export function studyCommand(): Command {
  return new Command('study')
    .description('Make and list studies.')
    .addCommand(createCommand())
    .addCommand(listCommand());
}

const itemRule =
  'more raters while an item’s majority is not sure: most=5,sure=0.95 asks for at most 5 ratings of an item';
const datasetRule =
  'stop a dataset once label agreement is clearly good enough or too low: above=0.9,below=0.7,alpha=0.05,beta=0.05';

function createCommand(): Command {
  const sets = questionSets.map(({ key }) => key);
  return new Command('create')
    .description('Draw a sample, freeze it as a study and print the study’s id.')
    .requiredOption('--name <name>', 'what raters see')
    .requiredOption('--datasets <all|slugs>', 'all that fit the question set, or slugs with commas between')
    .option('--per-dataset <items>', 'items to draw per dataset', wholeNumber, 100)
    .option('--overlap <raters>', 'raters per item', wholeNumber, 3)
    .addOption(new Option('--question-set <key>', 'what raters are asked').choices(sets).default('paper'))
    .addOption(
      new Option('--label-mode <mode>', 'whether raters see the label').choices(labelModes).default('blind'),
    )
    .requiredOption('--seed <number>', 'decides which items are drawn', wholeNumber)
    .option('--rater-quota <items>', 'the most items of one rater', wholeNumber)
    .option('--gold-share <share>', 'of a rater’s items, the share that is gold, 0 to 0.5', share)
    .option(
      '--verify-share <share>',
      'of a blind study’s items, the share shown with its label, 0 to 0.5',
      share,
    )
    .addOption(
      new Option('--withdrawal <policy>', 'ratings of raters who delete their account').choices(withdrawals),
    )
    .option('--stop-item <rule>', itemRule, (text) => {
      const { most, sure } = namedNumbers(text, ['most', 'sure']);
      return { most, threshold: sure };
    })
    .option('--stop-dataset <rule>', datasetRule, (text) =>
      namedNumbers(text, ['above', 'below', 'alpha', 'beta']),
    )
    .option('--json', 'print JSON')
    .action((options: CreateOptions) =>
      withContext(async (context) => {
        const study = await freezeStudy(context, planOf(options), null);
        if (options.json) return printJson({ id: study.id, name: study.name });
        print(study.id);
      }),
    );
}

function listCommand(): Command {
  return new Command('list')
    .description('List the studies, newest first.')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) =>
      withContext(async (context) => {
        const studies = await listStudies(context.db);
        if (options.json) return printJson(studies.map(({ questions: _wording, ...study }) => study));
        for (const study of studies) {
          print([study.id, study.name, study.questionSet, study.labelMode, stateOf(study)].join('\t'));
        }
      }),
    );
}

function planOf({ datasets, stopItem, stopDataset, json: _json, ...rest }: CreateOptions): StudyPlan {
  return {
    ...rest,
    datasets: datasets === 'all' ? 'all' : datasets.split(',').map((slug) => slug.trim()),
    stopping: { ...(stopItem && { item: stopItem }), ...(stopDataset && { dataset: stopDataset }) },
  };
}

function wholeNumber(text: string): number {
  if (!/^-?\d{1,16}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function share(text: string): number {
  if (!/^\d{1,7}(\.\d{1,7})?$/.test(text)) throw new InvalidArgumentError('It must be a number such as 0.1.');
  return Number(text);
}

/** Reads `most=5,sure=0.95`. */
function namedNumbers<Name extends string>(text: string, names: readonly Name[]): Record<Name, number> {
  const parts = text.split(',').map((part) => part.split('=').map((one) => one.trim()));
  const given = parts.map(([name]) => name).sort();
  if (given.join(' ') !== [...names].sort().join(' ')) {
    throw new InvalidArgumentError(`It must name ${names.join(', ')}, each once, such as ${names[0]}=…`);
  }
  return Object.fromEntries(parts.map(([name, value]) => [name, share(value ?? '')])) as Record<Name, number>;
}
