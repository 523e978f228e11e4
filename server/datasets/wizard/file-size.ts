import { wholeNumber } from '../../web/format';

const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** `123456` as `123.5 kB`; whole bytes below a thousand. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${wholeNumber(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
  // Rounded up to a thousand of a unit, it is one of the next.
  const power = Math.min(Math.floor(Math.log10(bytes + bytes / 20_000) / 3), units.length);
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power - 1]}`;
}

/** A size that is a setting in MiB. */
export function mebibytes(count: number): string {
  return count % 1024 === 0 ? `${count / 1024} GiB` : `${wholeNumber(count)} MiB`;
}
