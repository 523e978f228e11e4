import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../config';

/** The text of stylesheets by name, in that order: for files that carry their looks with them. */
export async function readStyles(names: readonly string[]): Promise<string> {
  const folder = join(projectFolder, 'static', 'css');
  const texts = await Promise.all(names.map((name) => readFile(join(folder, `${name}.css`), 'utf8')));
  return texts.join('\n');
}
