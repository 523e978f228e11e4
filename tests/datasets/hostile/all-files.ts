import { encodingFiles } from './encoding-files';
import { fieldFiles } from './field-files';
import { foreignFiles } from './foreign-files';
import { gzipFiles } from './gzip-files';
import type { HostileFile } from './hostile-file';
import { jsonLineFiles } from './json-line-files';
import { jsonListFiles } from './json-list-files';
import { tableFiles } from './table-files';

/** By what is wrong with them. */
export const hostileGroups: readonly { readonly of: string; readonly files: readonly HostileFile[] }[] = [
  { of: 'bytes and characters', files: encodingFiles },
  { of: 'packed data', files: gzipFiles },
  { of: 'JSON Lines', files: jsonLineFiles },
  { of: 'JSON lists', files: jsonListFiles },
  { of: 'tables', files: tableFiles },
  { of: 'fields', files: fieldFiles },
  { of: 'other things altogether', files: foreignFiles },
];

export const hostileFiles: readonly HostileFile[] = hostileGroups.flatMap(({ files }) => files);
