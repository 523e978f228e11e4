import type { FieldError } from '../../../web/form-fields';
import { formats } from '../../formats';
import { mebibytes } from '../file-size';
import { longestPaste } from './pasted-text';
import { wizardSteps } from '../wizard-steps';

/** What the form of a new import holds: text that was pasted, and what it is to be called. */
export interface TypedImport {
  readonly text?: string | undefined;
  readonly name?: string | undefined;
}

/** The locals of the first step. */
export function newImportPage(
  uploadLimitMib: number,
  errors: readonly FieldError[] = [],
  typed: TypedImport = {},
) {
  const importable = formats.filter(({ holds }) => holds !== 'table');
  return {
    title: 'Import a dataset',
    errors,
    steps: wizardSteps('File'),
    form: { text: typed.text ?? '', name: typed.name ?? '' },
    fileLimit: mebibytes(uploadLimitMib),
    pasteLimit: mebibytes(longestPaste / 1024 ** 2),
    formatNames: importable.map(({ name }) => name),
  };
}
