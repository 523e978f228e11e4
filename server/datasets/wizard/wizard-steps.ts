import { paths } from '../../paths';
import type { ImportRun } from '../import-store';

export const stepNames = ['File', 'Preview', 'Check', 'Plan', 'Import'] as const;
export type StepName = (typeof stepNames)[number];

/** One of the five steps as pages show it: a link when it can be opened from here. */
export interface ShownStep {
  readonly text: StepName;
  readonly href: string | undefined;
  readonly isCurrent: boolean;
}

/** The steps of the wizard for the page of one of them; without an import, nothing but the first can be opened. */
export function wizardSteps(current: StepName, run?: ImportRun): ShownStep[] {
  return stepNames.map((text) => ({
    text,
    href: run && text !== current ? hrefOf(text, run) : undefined,
    isCurrent: text === current,
  }));
}

function hrefOf(step: StepName, { id, state, facts, plan }: ImportRun): string | undefined {
  const isAtRest = ['received', 'checked', 'refused'].includes(state);
  if (step === 'Preview' && isAtRest && facts) return paths.importPreview(id);
  if (step === 'Check' && (state === 'checked' || state === 'refused')) return paths.import(id);
  if (step === 'Plan' && state === 'checked') return paths.importPlan(id);
  if (step === 'Import' && state === 'checked' && plan) return paths.importConfirmation(id);
  return undefined;
}
