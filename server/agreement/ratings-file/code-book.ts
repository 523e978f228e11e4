/** Names as numbers, in the order they were first met. */
export interface CodeBook {
  readonly names: readonly string[];
  /** The number of a name; a new one is given the next. */
  codeOf(name: string): number;
}

export function createCodeBook(): CodeBook {
  const codes = new Map<string, number>();
  const names: string[] = [];
  return {
    names,
    codeOf: (name) => {
      const known = codes.get(name);
      if (known !== undefined) return known;
      const own = ownCopy(name);
      codes.set(own, names.length);
      return names.push(own) - 1;
    },
  };
}

/** A part of a line would keep the whole of its line, and more, in memory. */
function ownCopy(name: string): string {
  return JSON.parse(JSON.stringify(name)) as string;
}

/**
 * For every code its place in another order of the names, and the names in that order.
 * @param compare as for sorting; by default by UTF-16 units, which is the same everywhere
 */
export function placesOf(
  names: readonly string[],
  compare?: (a: string, b: string) => number,
): { places: Uint32Array; ordered: string[] } {
  const ordered = [...names].sort(compare);
  const place = new Map(ordered.map((name, index) => [name, index]));
  return { places: Uint32Array.from(names, (name) => place.get(name)!), ordered };
}

/** Whole numbers, as many as come. */
export interface GrowingColumn {
  push(value: number): void;
  /** What was pushed; nothing can be pushed after it. */
  take(): Uint32Array;
}

export function createColumn(): GrowingColumn {
  let values = new Uint32Array(1024);
  let length = 0;
  return {
    push: (value) => {
      if (length === values.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    take: () => values.subarray(0, length),
  };
}
