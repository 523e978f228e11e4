import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Invalid } from '../../errors';
import type { ReadLimits } from './read-limits';

const blockBytes = 256 * 1024;

/**
 * What a gzip file holds, in blocks; of several members one after another all.
 * @returns how many zeros follow, as tapes have them
 * @throws Invalid when the file is damaged, cut off, or holds more than it may
 */
export async function* unpackGzip(path: string, limits: ReadLimits): AsyncGenerator<Uint8Array, number> {
  const { size } = await stat(path);
  const most = Math.min(limits.unpackedBytes, Math.max(limits.unpackedFreely, limits.unpackedTimes * size));
  const gunzip = createGunzip({ chunkSize: blockBytes });
  // An error of either comes out of the loop below.
  pipeline(createReadStream(path, { highWaterMark: blockBytes }), gunzip, () => undefined);
  let bytes = 0;
  try {
    for await (const block of gunzip as AsyncIterable<Buffer>) {
      bytes += block.length;
      if (bytes > most) throw tooMuch(most);
      yield block;
    }
  } catch (error) {
    throw faultOf(error, bytes);
  } finally {
    gunzip.destroy();
  }
  return size - gunzip.bytesWritten;
}

function tooMuch(most: number): Invalid {
  return new Invalid(
    `The gzip file holds too much for its size: reading stopped at byte ${most.toLocaleString('en-US')} of what it unpacks to.`,
    'Unpack it yourself, look at what is in it, and import that.',
  );
}

function faultOf(error: unknown, bytes: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const wayForward = 'Get the file again, or pack it again.';
  if (code === 'Z_BUF_ERROR') {
    const place = `after ${bytes.toLocaleString('en-US')} unpacked bytes`;
    return new Invalid(`The gzip file is cut off: it ends ${place}, before its data do.`, wayForward);
  }
  if (code === 'Z_DATA_ERROR') {
    return new Invalid('The gzip file is damaged, or is followed by something else.', wayForward);
  }
  return error;
}
