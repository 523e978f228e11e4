import type { Context } from '../../context';
import { hasSlug } from '../dataset-store';
import { describeFile, type Purpose } from '../describing/describe-file';
import type { ImportRun } from '../import-store';
import type { ImportPlan } from './import-plan';

export interface DraftOptions {
  /** Whether the drafted behavior sentence counts as confirmed. */
  readonly confirmBehavior?: boolean;
  /** Overrides what the folders say. */
  readonly purpose?: Purpose | undefined;
  readonly asCopy?: boolean | undefined;
}

/** The plan that a file's name and folders suggest, under a slug nobody has. */
export async function draftPlan(
  context: Pick<Context, 'db'>,
  run: Pick<ImportRun, 'fileName' | 'format'>,
  { confirmBehavior = false, purpose, asCopy = false }: DraftOptions = {},
): Promise<ImportPlan> {
  const described = describeFile(run.fileName.replace(/\.gz$/i, ''), run.format ?? '');
  return {
    ...described,
    slug: await freeSlug(context, described.slug),
    purpose: purpose ?? described.purpose,
    confirmBehavior,
    contentNote: '',
    tags: [],
    quarantine: [],
    asCopy,
  };
}

async function freeSlug({ db }: Pick<Context, 'db'>, wanted: string): Promise<string> {
  let slug = wanted;
  for (let n = 2; await hasSlug(db, slug); n++) slug = `${wanted}-${n}`;
  return slug;
}
