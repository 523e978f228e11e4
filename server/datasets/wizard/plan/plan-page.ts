import { paths } from '../../../paths';
import type { FieldError, Typed } from '../../../web/form-fields';
import { decimal, interval, plural, wholeNumber } from '../../../web/format';
import type { Dataset } from '../../dataset-store';
import type { ImportRun } from '../../import-store';
import type { FindingCount } from '../../lint-store';
import { bySeverity, ruleFacts } from '../../lint/report/known-rules';
import { severityWords } from '../../lint/report/lint-page';
import { reasonsFor } from '../../pairing/polarity-page';
import { wizardSteps } from '../wizard-steps';
import { forecasts, type ForecastInput } from './forecast';

export interface ShownPlan {
  readonly run: ImportRun;
  /** What the fields of the plan hold. */
  readonly typed: Typed;
  readonly findings: readonly FindingCount[];
  /** Datasets of the very same bytes. */
  readonly sameDatasets: readonly Dataset[];
  readonly forecast: { readonly shown: Typed; readonly values?: ForecastInput | undefined };
}

/** The locals of the fourth step: what the dataset is to be, and what a study of it would take. */
export function planPage(plan: ShownPlan, errors: readonly FieldError[] = []) {
  const { run, typed, findings, sameDatasets, forecast } = plan;
  return {
    title: `Plan for ${run.fileName}`,
    errors,
    importId: run.id,
    fileName: run.fileName,
    steps: wizardSteps('Plan', run),
    form: typed,
    polarityHint: reasonsFor(run).join(' ') || undefined,
    quarantined: [typed.quarantine ?? []].flat(),
    rules: quarantineChoices(findings),
    copies: sameDatasets.map(({ id, slug }) => ({ slug, href: paths.dataset(id) })),
    forecast: forecast.shown,
    items: plural(run.items, 'item', 'items'),
    forecastRows: forecast.values ? forecastRows(run.items, forecast.values) : undefined,
  };
}

/** Rules that found something about single items; a finding about the whole file leaves nothing to quarantine. */
function quarantineChoices(findings: readonly FindingCount[]) {
  return findings
    .filter(({ items }) => items > 0)
    .map(({ rule, items }) => ({ ...ruleFacts(rule), items }))
    .sort(bySeverity)
    .map(({ key, name, why, severity, items }) => ({
      value: key,
      text: `${name}: ${plural(items, 'item', 'items')}`,
      hint: `${severityWords[severity]}. ${why}`,
    }));
}

function forecastRows(items: number, input: ForecastInput) {
  const chosen = Math.min(items, input.perDataset);
  const chosenNote = chosen < input.perDataset ? 'All there are' : 'As asked';
  return forecasts(items, input).map((row) => [
    {
      text: plural(row.items, 'item', 'items'),
      note: row.items === chosen ? chosenNote : undefined,
    },
    wholeNumber(row.ratings),
    decimal(row.hours, 1),
    money(row.cost),
    `±${decimal(row.halfWidth * 100, 1)} points`,
    interval(row.low, row.high),
  ]);
}

function money(amount: number): string {
  return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
