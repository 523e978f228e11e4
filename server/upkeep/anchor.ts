import { findHashAt, type AuditHead } from '../audit/audit-store';
import type { Check } from './check';

/**
 * Compares the chain with a place that was logged. Who can write to the database can write the whole chain anew, so
 * that it holds; who cannot write to the log cannot make it this one.
 */
export function anchoredAt({ sequence, hash }: AuditHead): Check {
  return {
    key: 'anchor',
    name: 'The audit chain is the one that was logged',
    run: async (db) => {
      const found = await findHashAt(db, sequence);
      if (found === hash) return { checked: 1, faults: [] };
      const what = found === undefined ? 'is not there' : `has the hash ${found}`;
      return { checked: 1, faults: [`event ${sequence} of the audit chain ${what}; ${hash} was logged`] };
    },
  };
}
