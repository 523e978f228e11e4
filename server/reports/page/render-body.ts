import ejs from 'ejs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Config, projectFolder } from '../../config';
import { wordsIn } from '../../web/wording/words';
import type { ReportBody } from './report-body';

const views = join(projectFolder, 'views');

/** The markup of a report, for its page and its file. Section by section, as in `reportBody`. */
export async function renderBody(
  { sections, ...head }: ReportBody,
  { production }: Pick<Config, 'production'>,
): Promise<string> {
  const compiling = { root: views, cache: production, compileDebug: !production };
  const render = (name: string, locals: object): Promise<string> =>
    ejs.renderFile(join(views, 'reports', 'body', `${name}.ejs`), { ...locals, t: wordsIn('en') }, compiling);
  const parts = [await render('head', { head })];
  for (const section of sections) {
    await setImmediate();
    parts.push(await render('section', { section }));
  }
  return parts.join('');
}
