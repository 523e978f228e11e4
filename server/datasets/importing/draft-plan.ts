import type { Context } from '../../context';
import { longestBehavior } from '../dataset-form';
import { hasSlug } from '../dataset-store';
import { describeFile, type Purpose } from '../describing/describe-file';
import type { ImportRun } from '../import-store';
import { fieldOf } from '../parsing/record-fields';
import { mapFields } from '../reading/field-mapping';
import { readRecords } from '../reading/read-records';
import { isFailed } from '../reading/source-record';
import type { ImportPlan } from './import-plan';
import { originalPath } from './keep-original';

export interface DraftOptions {
  /** Whether the drafted behavior sentence counts as confirmed. */
  readonly confirmBehavior?: boolean;
  /** Overrides what the folders say. */
  readonly purpose?: Purpose | undefined;
  readonly asCopy?: boolean | undefined;
}

/** The plan that a file's name and folders suggest, and the field its behavior stands in, under a slug nobody has. */
export async function draftPlan(
  context: Pick<Context, 'db' | 'config'>,
  run: ImportRun,
  { confirmBehavior = false, purpose, asCopy = false }: DraftOptions = {},
): Promise<ImportPlan> {
  const described = describeFile(run.fileName.replace(/\.gz$/i, ''), run.format ?? '');
  return {
    ...described,
    slug: await freeSlug(context, described.slug),
    purpose: purpose ?? described.purpose,
    behavior: (await behaviorInFile(context, run)) ?? described.behavior,
    confirmBehavior,
    contentNote: '',
    tags: [],
    quarantine: [],
    asCopy,
  };
}

/** What the first record says the behavior is, where somebody said which field says it. */
async function behaviorInFile(
  context: Pick<Context, 'config'>,
  { facts, mapping, sha256 }: ImportRun,
): Promise<string | undefined> {
  if (!facts || mapping?.behavior === undefined) return undefined;
  for await (const record of readRecords(originalPath(context, sha256), facts)) {
    if (isFailed(record)) continue;
    const value = fieldOf(mapFields(record.fields, mapping), 'behavior');
    const text = typeof value === 'string' ? value.replace(/[\s\p{C}]+/gu, ' ').trim() : '';
    return text === '' ? undefined : text.slice(0, longestBehavior).trim();
  }
  return undefined;
}

async function freeSlug({ db }: Pick<Context, 'db'>, wanted: string): Promise<string> {
  let slug = wanted;
  for (let n = 2; await hasSlug(db, slug); n++) slug = `${wanted}-${n}`;
  return slug;
}
