const { imul } = Math;

/** 32 bits of a text, fast: FNV-1a (Fowler, Noll and Vo; RFC 9923) over its UTF-16 units, mixed at the end. */
export function textHash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = imul(state ^ text.charCodeAt(i), 0x01000193);
  return mixed(state);
}

/** Spreads every bit over all others: the last step of MurmurHash3 (Appleby 2011). */
export function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = imul(bits, 0x85ebca6b);
  bits = imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
