import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes to standard output no faster than it is read there. A reader that leaves early (`| head`) is fine. */
export async function printStream(chunks: AsyncIterable<string | Uint8Array>): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
