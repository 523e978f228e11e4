import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

type Chunk = string | Uint8Array;

/**
 * Sends a file as it is made, no faster than it is read, and stops making it when the reader leaves; no browser
 * runs it in the page's own origin.
 */
export async function sendDownload(
  res: Response,
  { name, contentType }: { name: string; contentType: string },
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
): Promise<void> {
  res.attachment(name).set({ 'Content-Type': contentType, 'Content-Security-Policy': 'sandbox' });
  if (res.req.method === 'HEAD') return void res.end();
  try {
    await pipeline(Readable.from(chunks), res);
  } catch (error) {
    // The reader left: nothing failed on our side.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
