import type { ImportProgress } from '../datasets/importing/progress';
import { plural } from '../web/format';

const width = 24;
const steps = ['checking', 'importing'] as const;

export interface ProgressBar {
  show(fileName: string, progress: ImportProgress): void;
  clear(): void;
}

/** One line on standard error that follows a file through its import; nothing at all when that is no terminal. */
export function progressBar(): ProgressBar {
  const { stderr } = process;
  let shown = '';
  if (!stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  const write = (line: string): void => {
    if (line !== shown) stderr.write(`\r\u001b[K${line}`);
    shown = line;
  };
  return {
    show: (fileName, progress) => write(progressLine(fileName, progress, stderr.columns || 80)),
    clear: () => write(''),
  };
}

/** A file is read twice, first to check and then to import it: each is half of the bar. */
export function progressLine(fileName: string, progress: ImportProgress, columns: number): string {
  const { step, done, total, rows } = progress;
  const share = (steps.indexOf(step) + (total === 0 ? 1 : Math.min(1, done / total))) / steps.length;
  const bar = '█'.repeat(Math.floor(share * width)).padEnd(width, '░');
  const counts = `${megabytes(done)} of ${megabytes(total)} MB, ${plural(rows, 'row', 'rows')}`;
  const end = ` ${bar} ${Math.floor(share * 100)}% ${step} ${counts}`;
  const room = Math.max(8, columns - 1 - end.length);
  const name = fileName.length > room ? `…${fileName.slice(1 - room)}` : fileName;
  return (name + end).slice(0, columns - 1);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
