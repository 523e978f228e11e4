import { dateTime } from '../../web/format';
import type { ImportRun } from '../import-store';
import { fileSize } from './file-size';

export interface NamedFact {
  readonly name: string;
  readonly value: string;
}

const syntaxes = {
  jsonl: 'JSON lines: one record a line',
  json: 'JSON: a list of records',
  csv: 'CSV: comma-separated, with a header',
  tsv: 'TSV: tab-separated, with a header',
} as const;
const lineEndings = { LF: 'LF', CRLF: 'CRLF', CR: 'CR', none: 'None: one line' } as const;

/** What is known of a file before any of its records is judged. */
export function fileFactsList({ fileName, bytes, sha256, facts, createdAt }: ImportRun): NamedFact[] {
  return Object.entries({
    File: fileName,
    Size: bytes < 1000 ? fileSize(bytes) : `${fileSize(bytes)} (${bytes.toLocaleString('en-US')} bytes)`,
    ...(facts && {
      Syntax: syntaxes[facts.syntax],
      Compression: facts.compression === 'gzip' ? 'gzip' : 'None',
      'Byte order mark': facts.hasMark ? 'UTF-8, left out' : 'None',
      'Line endings': lineEndings[facts.lineEndings],
    }),
    Received: dateTime(createdAt),
    'SHA-256': sha256,
  }).map(([name, value]) => ({ name, value }));
}
