import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** Bytes that may wait for the disk. Whoever saves an answer meanwhile waits behind them. */
const syncEvery = 8 * 1024 * 1024;

/**
 * Writes what comes to a new file, counting and hashing, and to the disk as it goes: left to the end, a large file
 * would keep the disk busy for seconds at once. When it returns, all bytes are on disk.
 * @throws what the source throws, and when the file exists or the disk is full
 */
export async function writeAndHash(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  path: string,
): Promise<Written> {
  // A stream may break before anybody asks for its first chunk; the pipeline listens from the start.
  return pipeline(source, (chunks) => write(chunks, path));
}

async function write(source: AsyncIterable<Uint8Array>, path: string): Promise<Written> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    let [bytes, synced] = [0, 0];
    for await (const chunk of source) {
      hash.update(chunk);
      await file.writeFile(chunk);
      bytes += chunk.length;
      if (bytes - synced < syncEvery) continue;
      await file.datasync();
      synced = bytes;
    }
    await file.sync();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}
