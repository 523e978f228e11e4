import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { filesOf } from '.';
import { reportBody } from '../page/report-body';
import type { FileSource, ReportFile } from './report-file';

/** The time of every entry, the first that the format knows, so that equal content gives equal bytes wherever it is made. */
const noTime = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/** All files together, as it is offered. */
export const bundleFile: ReportFile = {
  key: 'bundle',
  name: 'bundle.zip',
  says: 'all files, with their SHA-256 in SHA256SUMS',
  contentType: 'application/zip',
  needsRatings: true,
  write: (source) => bundle(source),
};

/**
 * All files of a report as one ZIP file, with their SHA-256 in SHA256SUMS. Made as it is read: nothing is held but what is
 * under way.
 */
async function* bundle(source: FileSource): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on('error', reject));
  failed.catch(() => undefined);
  const sums: string[] = [];
  for (const file of filesOf(source.report, await reportBody(source.report))) {
    zip.addReadStreamLazy(file.name, noTime, (done) => {
      done(null, Readable.from(hashed(file.write(source), (sum) => sums.push(`${sum}  ${file.name}\n`))));
    });
  }
  zip.addReadStreamLazy('SHA256SUMS', noTime, (done) => done(null, Readable.from([sums.join('')])));
  zip.end();
  const chunks = (zip.outputStream as Readable)[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  for (;;) {
    const next: IteratorResult<Buffer, undefined> = await Promise.race([chunks.next(), failed]);
    if (next.done) return;
    yield next.value;
  }
}

/** The same bytes, and when they are through, their SHA-256. */
async function* hashed(
  chunks: AsyncIterable<string | Uint8Array>,
  tell: (sum: string) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk as string);
    hash.update(bytes);
    yield bytes;
  }
  tell(hash.digest('hex'));
}
