import { hasControls, type FieldError } from '../../../web/form-fields';
import type { UploadedFile } from '../../../web/upload';
import { writeAndHash } from '../../../web/write-and-hash';

/** Bytes of pasted text that are taken; longer texts come as files. */
export const longestPaste = 1024 * 1024;
const longestName = 200;

/** The fields of the form that say what was pasted. */
export interface Paste {
  readonly text: string;
  readonly name: string;
}

/** What is wrong with a pasted text; its bytes are judged later, as those of a file are. */
export function pasteFaults({ text, name }: Paste): FieldError[] {
  const faults: FieldError[] = [];
  if (Buffer.byteLength(asWritten(text)) > longestPaste) {
    const message = 'The text is longer than 1 MiB. Save it as a file and choose that instead.';
    faults.push({ name: 'text', message });
  }
  if (name.length > longestName || hasControls(name)) {
    const message = `Enter a name of at most ${longestName} characters, without control characters.`;
    faults.push({ name: 'name', message });
  }
  return faults;
}

/** Writes a pasted text to `path`, as if it had been uploaded as a file. */
export async function writePaste({ text, name }: Paste, path: string): Promise<UploadedFile> {
  const written = await writeAndHash([Buffer.from(asWritten(text))], path);
  return { path, fileName: name.trim() || 'pasted-text', ...written };
}

/** Forms send every line end as CRLF, whatever it was; files of this kind have LF. */
function asWritten(text: string): string {
  return text.replace(/\r\n/g, '\n');
}
