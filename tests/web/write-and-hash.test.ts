import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAndHash } from '../../server/web/write-and-hash';

describe('writeAndHash', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-write-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes, counts and hashes more than may wait for the disk, in pieces of any size', async () => {
    const path = join(folder, 'new');
    const chunks = [1, 5_000_000, 0, 12_000_000, 3].map((length, i) => Buffer.alloc(length, i + 1));
    const all = Buffer.concat(chunks);
    const written = await writeAndHash(chunks, path);
    expect(written).toEqual({ bytes: 17_000_004, sha256: createHash('sha256').update(all).digest('hex') });
    expect(readFileSync(path).equals(all)).toBe(true);
  });

  it('writes an empty file', async () => {
    const { bytes, sha256 } = await writeAndHash([], join(folder, 'empty'));
    expect({ bytes, sha256 }).toEqual({ bytes: 0, sha256: createHash('sha256').digest('hex') });
  });

  it('never writes over a file', async () => {
    const path = join(folder, 'there');
    writeFileSync(path, 'kept');
    await expect(writeAndHash([Buffer.from('x')], path)).rejects.toThrow('EEXIST');
    expect(readFileSync(path, 'utf8')).toBe('kept');
  });

  it('passes on what the source throws', async () => {
    const broken = async function* () {
      yield Buffer.from('a');
      await Promise.resolve();
      throw new Error('cut off');
    };
    await expect(writeAndHash(broken(), join(folder, 'half'))).rejects.toThrow('cut off');
  });
});
