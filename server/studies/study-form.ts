import { z } from 'zod';
import { findQuestionSet, questionSets } from '../questions/question-sets';
import { asksForLabel } from '../questions/verify-questions';
import { oneOf, parseForm, text, wholeNumber, type ParsedForm, type Typed } from '../web/form-fields';
import { labelModes } from './label-mode';
import {
  optionalFields,
  stoppingFaults,
  stoppingNames,
  stoppingRulesOf,
  type Stopping,
  type StoppingFault,
} from './stopping-form';
import { planLimits, type StudyPlan } from './study-plan';
import { withdrawals } from './withdrawal';

const setKeys = questionSets.map(({ key }) => key) as [string, ...string[]];

const slug = z.string().max(200);

const schema = z
  .strictObject({
    name: text('a name', planLimits.name),
    scope: oneOf('which datasets', ['all', 'chosen']),
    datasets: z
      .union([slug.transform((one) => [one]), z.array(slug)])
      .optional()
      .transform((slugs) => slugs ?? []),
    perDataset: wholeNumber('the items per dataset', ...planLimits.perDataset),
    overlap: wholeNumber('the overlap', ...planLimits.overlap),
    questionSet: oneOf('a question set', setKeys),
    labelMode: oneOf('a label mode', labelModes),
    seed: wholeNumber('a seed', ...planLimits.seed),
    withdrawal: oneOf('what becomes of ratings', withdrawals).default('keep'),
    ...optionalFields,
  })
  .superRefine((form, check) => {
    if (form.scope === 'chosen' && form.datasets.length === 0) {
      check.addIssue({ code: 'custom', path: ['datasets'], message: 'Choose at least one dataset.' });
    }
    const asksLabel = findQuestionSet(form.questionSet)?.questions.some(asksForLabel);
    if (form.labelMode === 'verify' && !asksLabel) {
      const message = 'Choose blind: this question set does not ask about labels.';
      check.addIssue({ code: 'custom', path: ['labelMode'], message });
    }
    if (form.labelMode === 'verify' && asksLabel && form.verifyPercent) {
      const message = 'Leave it empty, or choose blind: in verify every item is shown with its label.';
      check.addIssue({ code: 'custom', path: ['verifyPercent'], message });
    }
    const faults = asksLabel ? stoppingFaults(form) : labelFaults(form);
    for (const { name, message } of faults) check.addIssue({ code: 'custom', path: [name], message });
  })
  .transform(({ scope, datasets, goldPercent, verifyPercent, ...form }): StudyPlan => {
    const { name, perDataset, overlap, questionSet, labelMode, seed, raterQuota, withdrawal } = form;
    return {
      ...{ name, perDataset, overlap, questionSet, labelMode, seed, raterQuota, withdrawal },
      datasets: scope === 'all' ? 'all' : datasets,
      goldShare: (goldPercent ?? 0) / 100,
      verifyShare: (verifyPercent ?? 0) / 100,
      stopping: stoppingRulesOf(form),
    };
  });

/** What is filled in although raters are not asked about labels. */
function labelFaults(
  form: Stopping & Readonly<Record<(typeof shareNames)[number], number | null>>,
): StoppingFault[] {
  const message = 'Leave it empty: this question set does not ask about labels.';
  const shares = shareNames.filter((name) => form[name]);
  const names = stoppingNames.filter((name) => form[name] !== null);
  return [...shares, ...names].map((name) => ({ name, message }));
}

const shareNames = ['goldPercent', 'verifyPercent'] as const;

/** What the form of a new study starts with. */
export const emptyStudyForm: Typed = {
  name: '',
  scope: 'all',
  datasets: [],
  perDataset: '100',
  overlap: '3',
  questionSet: 'paper',
  labelMode: 'blind',
  seed: '1',
  withdrawal: 'keep',
  raterQuota: '',
  goldPercent: '',
  verifyPercent: '',
  stopMost: '',
  stopSure: '',
  stopAbove: '',
  stopBelow: '',
  stopAlpha: '',
  stopBeta: '',
};

/** The most items per rater, changed while the study runs. */
export const quotaForm = z.strictObject({ raterQuota: optionalFields.raterQuota });

export function parseStudyForm(body: unknown): ParsedForm<StudyPlan> {
  return parseForm(schema, body);
}
