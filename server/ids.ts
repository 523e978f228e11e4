/**
 * A UUIDv7 (RFC 9562, section 5.7) as text: 48 bits of Unix milliseconds, then 74 random bits, so that ids
 * sort by the time they were made.
 * @param now milliseconds since the epoch
 * @param randomBytes gives that many random bytes
 */
export function newUuid(now: number, randomBytes: (size: number) => Uint8Array): string {
  const bytes = new Uint8Array(16);
  bytes.set(randomBytes(10), 6);
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const poolSize = 4096;

/** The same bytes, drawn many at a time: asking the system for ten costs as much as for thousands. */
export function pooled(randomBytes: (size: number) => Uint8Array): (size: number) => Uint8Array {
  let pool: Uint8Array = new Uint8Array(0);
  return (size) => {
    if (pool.length < size) pool = randomBytes(Math.max(poolSize, size));
    const drawn = pool.subarray(0, size);
    // What was given out is never given out again.
    pool = pool.subarray(size);
    return drawn;
  };
}
