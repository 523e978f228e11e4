import { randomBytes } from 'node:crypto';
import { idMaker, pooled } from '../server/ids';

describe('idMaker', () => {
  it('equals the example of RFC 9562, appendix A.6', () => {
    // 017F22E2-79B0-7CC3-98C4-DC0C0C07398F: unix_ts_ms 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    const newId = idMaker(
      () => 0x017f22e279b0,
      () => random,
    );
    expect(newId()).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
    // The first four of these bytes and one more, added: 0x0C07398F + 0x0CC318C4 + 1.
    expect(newId()).toBe('017f22e2-79b0-7cc3-98c4-dc0c18ca5254');
  });

  it('makes ids that sort by when they were made, whatever the clock does', () => {
    const times = [1_000, 1_000, 1_000, 2_000, 1_500, 2_000, 2_001];
    const newId = idMaker(() => times.shift() ?? 3_000, randomBytes);
    const ids = Array.from({ length: 2_000 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(2_000);
  });

  it('goes on to the next millisecond when a larger id is not left in this one', () => {
    const newId = idMaker(
      () => 1_000,
      (size) => new Uint8Array(size).fill(0xff),
    );
    expect([newId(), newId()]).toEqual([
      '00000000-03e8-7fff-bfff-ffffffffffff',
      '00000000-03e9-7fff-bfff-ffffffffffff',
    ]);
  });
});

describe('a pool of random bytes', () => {
  it('gives every byte out once, in order, and draws thousands at a time', () => {
    let drawn = 0;
    const counted = pooled((size) => Uint8Array.from({ length: size }, () => drawn++ % 251));
    const given = Array.from({ length: 1000 }, () => [...counted(10)]).flat();
    // 4,096 is no multiple of 10: the six bytes at the end of a pool are dropped.
    const expected = Array.from({ length: 1000 }, (_, i) => Math.floor(i / 409) * 4096 + (i % 409) * 10);
    expect(given.filter((_, i) => i % 10 === 0)).toEqual(expected.map((at) => at % 251));
    expect(drawn).toBe(3 * 4096);
    expect(counted(5000)).toHaveLength(5000);
  });

  it('makes ids that differ', () => {
    const newId = idMaker(() => 1_000, pooled(randomBytes));
    const ids = Array.from({ length: 5000 }, newId);
    expect(new Set(ids).size).toBe(5000);
  });
});
