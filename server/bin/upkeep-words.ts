import type { AuditHead } from '../audit/audit-store';
import type { CopiedOriginals } from '../upkeep/originals';
import { plural, wholeNumber } from '../web/format';

export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** What to compare with the log of the server. */
export function auditInWords({ sequence, hash }: AuditHead): string {
  if (sequence === 0) return 'Audit chain: nothing is sealed yet';
  return `Audit chain: ${wholeNumber(sequence)} sealed, the last with hash ${hash}`;
}

/** Whether there are originals that could not be copied. */
export function lackingOriginals(originals: CopiedOriginals | null): boolean {
  return originals !== null && originals.missing.length + originals.damaged.length > 0;
}

export function originalsInWords(originals: CopiedOriginals | null): string[] {
  if (originals === null) return [];
  const { copied, present, missing, damaged } = originals;
  return [
    `Originals: ${plural(copied, 'file', 'files')} copied, ${wholeNumber(present)} there already`,
    ...missing.map((hash) => `missing: original ${hash}`),
    ...damaged.map((hash) => `damaged, not copied: original ${hash}`),
  ];
}
