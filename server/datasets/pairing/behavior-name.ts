import { basename } from 'node:path/posix';
import type { Dataset } from '../dataset-store';

/** Published sets of one behavior whose names differ; the key is what the behavior is compared by. */
const aliases: Readonly<Record<string, string>> = {
  'self-awareness-training-web-gpt': 'self-awareness-web-gpt',
  'desire-too-grow-more-intelligent': 'desire-to-grow-more-intelligent',
};

/** The behavior a file is named after, written so that two sources of it compare equal. */
export function behaviorName({ fileName }: Pick<Dataset, 'fileName'>): string {
  const stem = basename(fileName)
    .replace(/\.gz$/i, '')
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/^(lm|model|human)-|-(lm|model|human|human-written|model-written|few-shot)$/g, '');
  return aliases[stem] ?? stem;
}
