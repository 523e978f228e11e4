/** Arrays of numbers of one width. */
export type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;
export type NumbersKind<Array extends Numbers> = new (length: number) => Array;

/**
 * Bytes from which on memory comes straight from the system: pages cost nothing before they are written to, and all of
 * them go back with the array. The C library keeps smaller pieces for later, with holes between them (mallopt(3),
 * M_MMAP_THRESHOLD: 32 MiB at most).
 */
export const largeBytes = 2 ** 25;

/** Not worth the trouble below this. */
const smallBytes = 2 ** 20;

/** An array that is gone when it is gone: for what is needed once and grows with the file. */
export function largeArray<Array extends Numbers>(Kind: NumbersKind<Array>, length: number): Array {
  const small = new Kind(0);
  const bytes = length * small.BYTES_PER_ELEMENT;
  if (bytes < smallBytes || bytes >= largeBytes) return new Kind(length);
  return new Kind(largeBytes / small.BYTES_PER_ELEMENT).subarray(0, length) as Array;
}
