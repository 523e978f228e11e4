import { paths } from '../../../paths';
import { plural, wholeNumber } from '../../../web/format';
import { formats } from '../../formats';
import type { ImportRun } from '../../import-store';
import type { ImportPlan } from '../../importing/import-plan';
import { ruleFacts } from '../../lint/report/known-rules';
import { wizardSteps } from '../wizard-steps';

/** The locals of the fifth step: everything that is about to happen, and the button that makes it happen. */
export function confirmationPage(run: ImportRun, plan: ImportPlan) {
  return {
    title: `Import ${run.fileName}`,
    importId: run.id,
    fileName: run.fileName,
    steps: wizardSteps('Import', run),
    behavior: plan.behavior,
    facts: [...fileSummary(run), ...planSummary(plan)].map(([name, value]) => ({ name, value })),
    button: `Import ${plural(run.items, 'item', 'items')}`,
    planHref: paths.importPlan(run.id),
  };
}

function fileSummary({
  fileName,
  format,
  items,
  labelled,
  failed,
  warned,
  sha256,
}: ImportRun): [string, string][] {
  return [
    ['File', fileName],
    ['Read as', formats.find(({ key }) => key === format)?.name ?? 'No format of ours'],
    ['Items', `${wholeNumber(items)}, of which ${wholeNumber(labelled)} with a label`],
    ['Left out for errors', plural(failed, 'record', 'records')],
    ['With warnings', plural(warned, 'record', 'records')],
    ['SHA-256', sha256],
  ];
}

function planSummary(plan: ImportPlan): [string, string][] {
  const rules = plan.quarantine.map((rule) => ruleFacts(rule).name);
  return [
    ['Short name', plan.slug],
    ['Behavior', plan.confirmBehavior ? 'Confirmed with the import' : 'A draft, to be confirmed later'],
    ['Label', plan.polarity === 'inverted' ? 'Inverted: the opposite of the name' : 'As named'],
    ['Purpose', plan.purpose === 'gold' ? 'Gold: never drawn into a study' : 'Evaluation'],
    ['Written by', plan.source === 'model' ? 'A model' : 'People'],
    ['Family', plan.family],
    ['Category', plan.category || 'None'],
    ['Tags', plan.tags.join(', ') || 'None'],
    ['Content note', plan.contentNote || 'None'],
    ['Quarantined from the start', rules.join('; ') || 'Nothing'],
    ...(plan.asCopy ? [['Copy', 'Yes: the same bytes are a dataset already'] as [string, string]] : []),
  ];
}
