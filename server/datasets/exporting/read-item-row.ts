import { z } from 'zod';
import type { NewItem } from '../item';
import { fieldOf } from '../parsing/record-fields';
import type { Problem } from '../problem';
import { csvText } from './csv-text';
import { itemRow, type ItemRow } from './item-row';

/** Every field of an item: what is not here would be lost on the way out and in. */
const content = z.strictObject({
  text: z.string().regex(/\S/),
  stem: z.string().optional(),
  choices: z.array(z.strictObject({ letter: z.string(), text: z.string() })),
  details: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  labelIndex: z.int().nonnegative().nullable(),
  labelConfidence: z.number().min(0).max(1).nullable(),
  sourceId: z.string().optional(),
} satisfies Record<Exclude<keyof NewItem, 'warnings'>, z.ZodType>);

/**
 * The item in a row that Assay exported. What people read in the other columns may be left out, but must not say
 * something else: whoever changed it there would wait in vain for the change.
 */
export function readItemRow(record: unknown): NewItem | Problem[] {
  const parsed = content.safeParse(objectOf(fieldOf(record, 'content')));
  if (!parsed.success) {
    const place = parsed.error.issues[0]!.path.join('.');
    return [fault(`content is not as Assay writes it${place === '' ? '' : `: see ${place}`}.`)];
  }
  const { stem, sourceId, ...rest } = parsed.data;
  const item: NewItem = {
    ...rest,
    ...(stem !== undefined && { stem }),
    ...(sourceId !== undefined && { sourceId }),
  };
  if (item.labelIndex !== null && item.labelIndex >= item.choices.length) {
    return [fault('content is not as Assay writes it: see labelIndex.')];
  }
  const row = itemRow(item, 0);
  const changed = shownColumns.filter((name) => !isShown(row[name], fieldOf(record, name)));
  if (changed.length === 0) return item;
  return changed.map((name) =>
    fault(
      `${name} says something else than content, which is what is read. Change both, or take ${name} away.`,
    ),
  );
}

const shownColumns = ['text', 'choices', 'label'] as const;

function fault(reason: string): Problem {
  return { kind: 'field', severity: 'error', reason };
}

/** CSV has it as text. */
function objectOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a column still shows what we wrote there; programs may have changed its white space. */
function isShown(written: ItemRow[(typeof shownColumns)[number]], found: unknown): boolean {
  if (found === undefined) return true;
  const [text, shown] = [cellOf(written), cellOf(found)];
  return [text, csvText(text)].some((one) => one === shown || words(one) === words(shown));
}

function cellOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null ? '' : JSON.stringify(value);
}

function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
