import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../../context';
import { heldName } from '../../../jobs/holder';
import type { FieldError } from '../../../web/form-fields';
import type { Upload, UploadedFile } from '../../../web/upload';
import { mebibytes } from '../file-size';
import { pasteFaults, writePaste } from './pasted-text';

/** The bytes of a new import on our disk, or what is wrong with the form. */
export type NewImport =
  | { readonly file: UploadedFile; readonly faults?: never }
  | { readonly faults: readonly FieldError[]; readonly file: UploadedFile | undefined };

/** Where an upload is written while it comes; should this process end, the next one knows that nobody needs it. */
export async function uploadPath({ config, newId }: Pick<Context, 'config' | 'newId'>): Promise<string> {
  const folder = join(config.dataFolder, 'uploads');
  await mkdir(folder, { recursive: true });
  return join(folder, heldName(newId()));
}

/** Takes what the form of a new import brought: one file, or one pasted text. */
export async function readNewImport(
  context: Pick<Context, 'config' | 'newId'>,
  { file, isTooLarge, fields }: Upload,
): Promise<NewImport> {
  const paste = { text: fields.text ?? '', name: fields.name ?? '' };
  const hasText = paste.text.trim() !== '';
  const limit = mebibytes(context.config.uploadLimitMib);
  if (isTooLarge) {
    const message = `The file is larger than ${limit}. Split it, or import it with the command line.`;
    return refused(file, { name: 'file', message });
  }
  if (file && hasText) {
    return refused(file, { name: 'file', message: 'Choose a file or paste a text, not both.' });
  }
  if (file?.bytes === 0) {
    return refused(file, { name: 'file', message: 'The file is empty. Choose another.' });
  }
  if (!file && !hasText) return refused(file, { name: 'file', message: 'Choose a file, or paste a text.' });
  const faults = hasText ? pasteFaults(paste) : [];
  if (faults.length > 0) return { faults, file };
  return { file: file ?? (await writePaste(paste, await uploadPath(context))) };
}

function refused(file: UploadedFile | undefined, fault: FieldError): NewImport {
  return { faults: [fault], file };
}
