import type { Database } from '../../../db/database';
import type { Dataset } from '../../dataset-store';
import { listItemsOnLines, type Item } from '../../item-store';
import { listFindings } from '../../lint-store';
import type { Finding } from '../lint-rule';

const findingsPerPage = 50;

/** Some findings of a rule in line order, and the items they are about. */
export interface FindingsPage {
  /** The line after which they start; undefined when they are the first. */
  readonly after: number | undefined;
  readonly findings: readonly Finding[];
  readonly items: readonly Item[];
  readonly hasMore: boolean;
}

/** Reads the findings after a line as `?after=` names it; from the beginning when it names none. */
export async function loadFindings(
  db: Database,
  { id, importId }: Dataset,
  { rule, after: asked }: { rule: string; after: unknown },
): Promise<FindingsPage> {
  const after = typeof asked === 'string' && /^\d{1,9}$/.test(asked) ? Number(asked) : undefined;
  const range = { rule, after, limit: findingsPerPage + 1 };
  const found = importId === null ? [] : await listFindings(db, importId, range);
  const findings = found.slice(0, findingsPerPage);
  const lines = findings.map(({ line }) => line).filter((line) => line > 0);
  const items = await listItemsOnLines(db, id, lines);
  return { after, findings, items, hasMore: found.length > findings.length };
}
