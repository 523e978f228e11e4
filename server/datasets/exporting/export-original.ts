import { createReadStream } from 'node:fs';
import { extname, join } from 'node:path';
import type { Context } from '../../context';
import type { Dataset } from '../dataset-store';
import { originalsFolder } from '../importing/keep-original';

/** The very bytes a dataset was imported from. */
export async function* exportOriginal(
  context: Pick<Context, 'config'>,
  { sha256 }: Pick<Dataset, 'sha256'>,
): AsyncGenerator<Uint8Array> {
  yield* createReadStream(join(originalsFolder(context), sha256)) as AsyncIterable<Buffer>;
}

/** What the original may be called: the dataset's name with the ending of the file, such as `.jsonl.gz`. */
export function originalName({ slug, fileName }: Pick<Dataset, 'slug' | 'fileName'>): string {
  const packed = /\.gz$/i.exec(fileName)?.[0] ?? '';
  const ending = extname(fileName.slice(0, fileName.length - packed.length));
  return slug + (/^\.\w+$/.test(ending) ? ending : '') + packed;
}
