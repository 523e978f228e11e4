/** Numbers, times and counts as people read them. Pages take formatted words, never raw numbers. */

/** `0.934` as `93.4%`. */
export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)}%`;
}

/** Two shares as `87.5–97.2%`. */
export function interval(low: number, high: number, digits = 1): string {
  return `${(low * 100).toFixed(digits)}–${(high * 100).toFixed(digits)}%`;
}

export function decimal(value: number, digits = 3): string {
  return value.toFixed(digits).replace(/^-(0(?:\.0*)?)$/, '$1');
}

/** `12345` as `12,345`. */
export function wholeNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** `3 items`, `1 item`. */
export function plural(count: number, one: string, many: string): string {
  return `${wholeNumber(count)} ${count === 1 ? one : many}`;
}

/** Milliseconds since the epoch as `2026-11-21 05:28 UTC`. */
export function dateTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Milliseconds since the epoch as `2026-11-21`, UTC. */
export function date(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** `125000` milliseconds as `2 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
