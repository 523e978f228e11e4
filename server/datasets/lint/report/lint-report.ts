import { findUser } from '../../../accounts/user-store';
import type { Database } from '../../../db/database';
import { NotFound } from '../../../errors';
import { findLatestJob, findOpenJob } from '../../../jobs/job-store';
import type { Dataset } from '../../dataset-store';
import { findImport } from '../../import-store';
import { countFindings, isLinted } from '../../lint-store';
import {
  countItemsWithFindings,
  countQuarantined,
  listDecisions,
  type LintDecision,
} from '../lint-decision-store';
import { bySeverity, findRule, ruleFacts, type RuleFacts } from './known-rules';

/** The name of the job that lints a dataset again; its subject is the dataset. */
export const lintDatasetJob = 'lint-dataset';

/** What one rule found in a dataset, and what was decided about it. */
export interface RuleReport extends RuleFacts {
  readonly findings: number;
  /** Findings about single items; without any there is nothing to quarantine. */
  readonly items: number;
  readonly decision: (LintDecision & { readonly decidedByName: string | undefined }) | undefined;
}

/** Whether the rules have seen the items, and what a later run does or did. */
export interface LintState {
  /** When they were linted last; undefined when never. */
  readonly lintedAt: number | undefined;
  /** A run that waits or is under way; `total` is null while unknown. */
  readonly running: { readonly done: number; readonly total: number | null } | undefined;
  /** Why the last run came to nothing. */
  readonly failure: string | undefined;
}

export interface LintReport {
  /** Items with a finding of a rule that is not ignored. */
  readonly itemsWithFindings: number;
  readonly quarantined: number;
  /** Rules that found something or that something was decided about, the worst first. */
  readonly rules: readonly RuleReport[];
  readonly state: LintState;
}

/** Everything about the findings in a dataset but the findings. */
export async function loadLintReport(db: Database, dataset: Dataset): Promise<LintReport> {
  const { id, importId } = dataset;
  const counts = importId === null ? [] : await countFindings(db, importId);
  const decisions = await listDecisions(db, id);
  const keys = new Set([...counts, ...decisions].map(({ rule }) => rule));
  const rules: RuleReport[] = [];
  for (const key of keys) {
    const count = counts.find(({ rule }) => rule === key);
    const decision = decisions.find(({ rule }) => rule === key);
    rules.push({
      ...ruleFacts(key),
      findings: count?.count ?? 0,
      items: count?.items ?? 0,
      decision: decision && { ...decision, decidedByName: await nameOf(db, decision.decidedBy) },
    });
  }
  return {
    itemsWithFindings: await countItemsWithFindings(db, id),
    quarantined: await countQuarantined(db, id),
    rules: rules.sort(bySeverity),
    state: await loadLintState(db, dataset),
  };
}

/**
 * What one rule found in a dataset; nothing is an answer too.
 * @throws NotFound when there is no such rule
 */
export async function loadRuleReport(db: Database, dataset: Dataset, key: string): Promise<RuleReport> {
  const { rules } = await loadLintReport(db, dataset);
  const found = rules.find((rule) => rule.key === key);
  if (!found && !findRule(key))
    throw new NotFound('This lint rule does not exist.', 'Choose one from the list.');
  return found ?? { ...ruleFacts(key), findings: 0, items: 0, decision: undefined };
}

async function nameOf(db: Database, userId: string | null): Promise<string | undefined> {
  return userId === null ? undefined : (await findUser(db, userId))?.username;
}

async function loadLintState(db: Database, { id, importId }: Dataset): Promise<LintState> {
  const open = await findOpenJob(db, lintDatasetJob, id);
  const run = await findLatestJob(db, id, [lintDatasetJob]);
  const ofImport =
    importId !== null && (await isLinted(db, importId)) ? await findImport(db, importId) : undefined;
  return {
    lintedAt: (run?.state === 'done' ? run.finishedAt : undefined) ?? ofImport?.createdAt,
    running: open && { done: open.done, total: open.total },
    failure: run?.state === 'failed' ? (run.message ?? undefined) : undefined,
  };
}
