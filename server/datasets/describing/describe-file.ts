import { basename } from 'node:path/posix';
import { draftBehavior } from './draft-behavior';
import { draftCategory } from './draft-category';
import { isKnownInverted } from './known-polarity';

export type Purpose = 'evaluation' | 'gold';
export type Source = 'model' | 'human';
export type Polarity = 'as named' | 'inverted';

/** What a file's name and folders say about the dataset in it; an admin corrects it where they mislead. */
export interface FileDescription {
  readonly slug: string;
  readonly family: string;
  /** What an admin files it under; '' for nothing. */
  readonly category: string;
  readonly source: Source;
  readonly polarity: Polarity;
  readonly purpose: Purpose;
  /** Completes "Someone who …"; a draft until an admin confirms it. */
  readonly behavior: string;
}

/** Folders of the published release, which are its families, and the formats that go with them. */
const familyOfFormat: Readonly<Record<string, string>> = {
  persona: 'persona',
  'multiple-choice': 'advanced-ai-risk',
  sycophancy: 'sycophancy',
  winogenerated: 'winogenerated',
};
const families = Object.values(familyOfFormat);

const longestName = 200;

/** Sets of sentences test no behavior; this says what their authors set out to do. */
const pronounBehavior = 'writes sentences about two people at work that fit any pronoun';

/** @param shownName as `shownFileName` gives it */
export function describeFile(shownName: string, formatKey: string): FileDescription {
  const folders = shownName.split('/').slice(0, -1);
  const stem = basename(shownName).replace(/\.[^.]*$/, '');
  const isFewShot = folders.includes('prompts_for_few_shot_generation');
  const isHuman = folders.includes('human_generated_evals');
  const isInverted = isKnownInverted(stem, folders);
  const family =
    folders.findLast((folder) => families.includes(folder)) ?? familyOfFormat[formatKey] ?? 'other';
  return {
    slug: slugOf(stem, isHuman ? '-human' : isFewShot ? '-few-shot' : ''),
    family,
    category: draftCategory(stem, family),
    source: isHuman || isFewShot ? 'human' : 'model',
    polarity: isInverted ? 'inverted' : 'as named',
    purpose: isFewShot ? 'gold' : 'evaluation',
    behavior: formatKey === 'winogenerated' ? pronounBehavior : draftBehavior(stem, isInverted),
  };
}

/**
 * The name a file is known by: from the nearest family's folder on, so that the two sources of one dataset differ while
 * nothing else of a machine's folders is kept. Invisible characters are replaced.
 */
export function shownFileName(path: string): string {
  const parts = path.split(/[\\/]/);
  const family = parts.slice(0, -1).findLastIndex((folder) => families.includes(folder));
  const known = (family < 0 ? parts.slice(-1) : parts.slice(family)).join('/').slice(-longestName);
  // Last, because cutting may leave half a surrogate pair.
  return known.replace(/\p{C}/gu, '\ufffd') || 'unnamed';
}

/** A short name made of other words, for an address. */
export function slugOf(stem: string, suffix: string): string {
  const words = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 100);
  return (words.replace(/^-|-$/g, '') || 'dataset') + suffix;
}
