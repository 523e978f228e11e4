/** Takes one of the entries; one of twice the weight is taken twice as often. */
export function chooseWeighted<Entry extends { readonly weight: number }>(
  random: () => number,
  entries: readonly Entry[],
): Entry {
  let place = random() * entries.reduce((total, { weight }) => total + weight, 0);
  return entries.find(({ weight }) => (place -= weight) < 0) ?? entries.at(-1)!;
}

export function chooseOne<Value>(random: () => number, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)]!;
}

/** A number between the two, the lower ones more often. */
export function rather(random: () => number, low: number, high: number): number {
  return low + (high - low) * random() ** 2;
}
