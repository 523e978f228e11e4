import { mixed } from './text-hash';

const { imul } = Math;

/** How many samples a sketch has before any are dropped. */
export const samplesAtFirst = 128;

/**
 * How long the pieces are that texts are compared by: 5 characters, as Leskovec, Rajaraman and Ullman (2014), Mining of
 * Massive Datasets, 2nd ed., section 3.2.2, advise for short texts.
 */
export const pieceLength = 5;

const binBits = 7;
const valueBits = 32 - binBits;
const empty = 0xffffffff;

/**
 * A text as 128 samples of one byte, so that the share of equal samples of two texts tells how many of their pieces
 * they have in common (their Jaccard similarity: pieces in both by pieces in either).
 *
 * Broder (1997), On the resemblance and containment of documents, gives the idea: the smallest hash of a text's pieces
 * is that of another text's as often as they have pieces in common. Li, Owen and Zhang (2012), One permutation hashing,
 * take all samples from one hash by sorting the hashes into bins; Shrivastava (2017), Optimal densification for fast and
 * accurate minwise hashing, fills bins that stayed empty from others picked by chance. Only a byte of each sample is kept,
 * so that two differ in pieces and agree in the byte with a chance of 1/256 (Li and König 2010, b-bit minwise hashing).
 */
export function sketchOf(text: string): Uint8Array {
  smallest.fill(empty);
  let state = 0;
  for (let i = 0; i < text.length; i++) {
    // Rolls on by one character, as Karp and Rabin (1987) do: the new one comes in, the sixth last goes.
    const gone = i < pieceLength ? 0 : imul(text.charCodeAt(i - pieceLength), weightOfGone);
    state = (imul(state, weight) + text.charCodeAt(i) - gone) | 0;
    if (i >= pieceLength - 1 || i === text.length - 1) keepSmallest(mixed(state));
  }
  if (text === '') keepSmallest(0);
  const sketch = new Uint8Array(samplesAtFirst);
  for (let bin = 0; bin < samplesAtFirst; bin++) sketch[bin] = smallest[filledFrom(bin)]! & 255;
  return sketch;
}

const smallest = new Uint32Array(samplesAtFirst);

const weight = 0x9e3779b1;
const weightOfGone = Array.from({ length: pieceLength }).reduce(
  (product: number) => imul(product, weight),
  1,
);

function keepSmallest(hash: number): void {
  const bin = hash >>> valueBits;
  const value = hash & (2 ** valueBits - 1);
  if (value < smallest[bin]!) smallest[bin] = value;
}

/** The bin itself, or the first filled one among those that chance, the same for all texts, sends it to. */
function filledFrom(bin: number): number {
  let from = bin;
  for (let attempt = 1; smallest[from] === empty; attempt++) {
    from = mixed(imul(bin + 1, 0x85ebca6b) + attempt) >>> valueBits;
  }
  return from;
}
