import { verifyAuditChain } from '../../audit/verify-audit-chain';
import { plural } from '../../web/format';
import type { Check } from '../check';

export const auditChain: Check = {
  key: 'audit-chain',
  name: 'Audit events are those that were sealed',
  run: async (db) => {
    const { sealed, unsealed, broken } = await verifyAuditChain(db);
    const faults = broken ? [`the audit chain does not hold: ${broken.reason}`] : [];
    if (unsealed === 0) return { checked: sealed, faults };
    return {
      checked: sealed,
      faults,
      note: `${plural(unsealed, 'event waits', 'events wait')} to be sealed`,
    };
  },
};
