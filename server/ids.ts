type RandomBytes = (size: number) => Uint8Array;

/**
 * Makes UUIDv7s (RFC 9562, section 5.7) as text: 48 bits of Unix milliseconds, then 74 random bits. Each sorts after
 * the one before: within a millisecond, and while the clock is behind, by a random step of up to 2^32 (section 6.2,
 * method 2), so that none is known from another.
 * @param now milliseconds since the epoch
 * @param randomBytes gives that many random bytes
 */
export function idMaker(now: () => number, randomBytes: RandomBytes): () => string {
  let time = -1;
  const bytes = new Uint8Array(16);
  const startAt = (at: number): void => {
    time = at;
    bytes.set(randomBytes(10), 6);
    for (let i = 0; i < 6; i++) bytes[i] = Math.floor(at / 2 ** (8 * (5 - i))) & 0xff;
    bytes[6] = 0x70 | (bytes[6]! & 0x0f);
    bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  };
  return () => {
    const at = now();
    if (at > time) startAt(at);
    // Where no larger one is left, the next millisecond begins.
    else if (!grow(bytes, randomBytes(4))) startAt(time + 1);
    return written(bytes);
  };
}

/** Adds a number of four bytes, and one, to the last 56 bits of an id. @returns whether they could hold it */
function grow(id: Uint8Array, step: Uint8Array): boolean {
  let carry = 1;
  for (let i = 15; i > 8; i--) {
    const sum = id[i]! + (step[i - 12] ?? 0) + carry;
    id[i] = sum & 0xff;
    carry = sum >> 8;
  }
  return carry === 0;
}

function written(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const poolSize = 4096;

/** The same bytes, drawn many at a time: asking the system for ten costs as much as for thousands. */
export function pooled(randomBytes: RandomBytes): RandomBytes {
  let pool: Uint8Array = new Uint8Array(0);
  return (size) => {
    if (pool.length < size) pool = randomBytes(Math.max(poolSize, size));
    const drawn = pool.subarray(0, size);
    // What was given out is never given out again.
    pool = pool.subarray(size);
    return drawn;
  };
}
