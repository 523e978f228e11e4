import { recordAudit } from '../../../audit/audit-log';
import type { Context } from '../../../context';
import { removeDecision, setDecision, type LintDecision } from '../lint-decision-store';
import type { LintVerdict } from './lint-verdict';

export interface DecidedLint extends Pick<LintDecision, 'datasetId' | 'rule'> {
  readonly verdict: LintVerdict;
  readonly actorId: string;
}

/** Decides about a rule in a dataset, or takes the decision back. Studies already frozen stay as they are. */
export async function decideLint(context: Context, decided: DecidedLint): Promise<void> {
  const { datasetId, rule, verdict, actorId } = decided;
  await context.db.transaction(async (tx) => {
    if (verdict === 'none') {
      if (!(await removeDecision(tx, datasetId, rule))) return;
    } else {
      const made = { decidedBy: actorId, decidedAt: context.now() };
      await setDecision(tx, { datasetId, rule, decision: verdict, ...made });
    }
    await recordAudit(tx, context, {
      actorId,
      action: actions[verdict],
      objectId: datasetId,
      detail: { rule },
    });
  });
}

const actions: Readonly<Record<LintVerdict, string>> = {
  ignored: 'lint rule ignored',
  quarantined: 'lint rule quarantined',
  none: 'lint decision taken back',
};
