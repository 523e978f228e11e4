import ejs from 'ejs';
import { renderBody } from '../page/render-body';
import { reportBody } from '../page/report-body';
import type { ReportFile } from './report-file';
import { readStyles } from './styles';

const sheets = ['tokens', 'app', 'shell', 'components', 'content', 'admin', 'plots'];

/** The report as one page without scripts, with its looks inside: it can be mailed, printed and kept. */
export const htmlFile: ReportFile = {
  key: 'html',
  name: 'report.html',
  says: 'the report as one page that prints well',
  contentType: 'text/html; charset=utf-8',
  needsRatings: false,
  async *write({ context, report }) {
    const body = await renderBody(await reportBody(report), context.config);
    yield document(`Report: ${report.study.name}`, await readStyles(sheets), body);
  },
};

function document(title: string, styles: string, body: string): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${ejs.escapeXML(title)}</title>`,
    // Our own sheets hold no end tag; a convention looks.
    `<style>\n${styles}</style>`,
    '</head>',
    '<body>',
    `<main class="page">${body}</main>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
