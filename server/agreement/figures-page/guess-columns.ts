import { Invalid } from '../../errors';
import type { NamedFile } from '../ratings-file/read-gold';
import { readColumns } from '../ratings-file/read-table';

export type ColumnRole = 'item' | 'rater' | 'value';

/** What columns of ratings are called, the likeliest first; a * stands for any end. */
export const usualNames: Readonly<Record<ColumnRole, readonly string[]>> = {
  item: ['item', 'task', 'item id', 'task id', 'unit', 'example', 'question', 'id'],
  rater: ['rater', 'worker', 'annot*', 'coder', 'rater id', 'worker id', 'user'],
  value: ['value', 'label', 'rating', 'answer', 'response', 'category', 'gold', 'truth'],
};

/** A column that is not there, or cannot be told from the others. */
export class NoColumn extends Invalid {
  constructor(
    readonly role: ColumnRole,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Which columns of a file are meant: those named, and for the others the ones that are called as such columns usually are.
 * @throws NoColumn when there is none
 */
export async function guessColumns<Role extends ColumnRole>(
  file: NamedFile,
  named: Readonly<Record<Role, string>>,
): Promise<Record<Role, string>> {
  const there = await readColumns(file);
  if (there.length === 0) throw new Invalid(`${file.name} has no rows below its first.`);
  const found = Object.entries<string>(named).map(([role, name]) => [
    role,
    columnFor({ role: role as Role, name, there }, file.name),
  ]);
  return Object.fromEntries(found) as Record<Role, string>;
}

function columnFor(
  { role, name, there }: { role: ColumnRole; name: string; there: readonly string[] },
  fileName: string,
): string {
  const list = there.slice(0, mostNamed).map((column) => `"${column}"`);
  const columns = `Its columns are ${list.join(', ')}${there.length > mostNamed ? ' and others' : ''}.`;
  if (name !== '') {
    if (there.includes(name)) return name;
    throw new NoColumn(role, `${fileName} has no column "${name}". ${columns}`);
  }
  const plain = there.map((column) => column.toLowerCase().replace(/[\s_-]+/g, ' '));
  for (const usual of usualNames[role]) {
    const start = usual.endsWith('*') ? usual.slice(0, -1) : undefined;
    const place = plain.findIndex((one) => (start === undefined ? one === usual : one.startsWith(start)));
    if (place >= 0) return there[place]!;
  }
  throw new NoColumn(role, `${fileName}: no column looks like the ${role}. ${columns}`);
}

const mostNamed = 20;
