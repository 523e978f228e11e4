import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The server's clock, as far as it differs from ours. */
export interface ShiftedClock {
  /** What the server is to be started with. */
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  shift(milliseconds: number): void;
}

export function createShiftedClock(folder: string): ShiftedClock {
  const file = join(folder, 'clock-offset');
  const shift = (milliseconds: number): void => {
    // In one step: the server may look at any moment.
    writeFileSync(`${file}.new`, String(milliseconds));
    renameSync(`${file}.new`, file);
  };
  shift(0);
  return {
    env: { CLOCK_OFFSET_FILE: file },
    argv: ['--require', join(__dirname, 'shifted-clock.js')],
    shift,
  };
}
