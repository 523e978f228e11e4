import type { ImportProgress } from '../datasets/importing/progress';
import type { UpkeepProgress } from '../upkeep/tell';
import { plural, wholeNumber } from '../web/format';

const width = 24;
const steps = ['checking', 'importing'] as const;

export interface ProgressBar {
  show(fileName: string, progress: ImportProgress): void;
  showShare(name: string, progress: UpkeepProgress): void;
  clear(): void;
}

/** One line on standard error that follows a long piece of work; nothing at all when that is no terminal. */
export function progressBar(): ProgressBar {
  const { stderr } = process;
  let shown = '';
  if (!stderr.isTTY) return { show: ignored, showShare: ignored, clear: ignored };
  const write = (line: string): void => {
    if (line !== shown) stderr.write(`\r\u001b[K${line}`);
    shown = line;
  };
  return {
    show: (fileName, progress) => write(progressLine(fileName, progress, stderr.columns || 80)),
    showShare: (name, progress) => write(shareLine(name, progress, stderr.columns || 80)),
    clear: () => write(''),
  };
}

function ignored(): void {
  // Nobody watches.
}

/** A file is read twice, first to check and then to import it: each is half of the bar. */
export function progressLine(fileName: string, progress: ImportProgress, columns: number): string {
  const { step, done, total, rows } = progress;
  const share = (steps.indexOf(step) + shareOf(done, total)) / steps.length;
  const counts = `${megabytes(done)} of ${megabytes(total)} MB, ${plural(rows, 'row', 'rows')}`;
  return barLine(fileName, { share, end: `${step} ${counts}` }, columns);
}

/** One step of a backup or the like. */
export function shareLine(
  name: string,
  { step, done, total, unit }: UpkeepProgress,
  columns: number,
): string {
  const end = `${step}, ${wholeNumber(done)} of ${wholeNumber(total)} ${unit}`;
  return barLine(name, { share: shareOf(done, total), end }, columns);
}

function shareOf(done: number, total: number): number {
  return total === 0 ? 1 : Math.min(1, done / total);
}

function barLine(name: string, { share, end }: { share: number; end: string }, columns: number): string {
  const bar = '█'.repeat(Math.floor(share * width)).padEnd(width, '░');
  const rest = ` ${bar} ${Math.floor(share * 100)}% ${end}`;
  const room = Math.max(8, columns - 1 - rest.length);
  const shown = name.length > room ? `…${name.slice(1 - room)}` : name;
  return (shown + rest).slice(0, columns - 1);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
