import { load, type CheerioAPI } from 'cheerio';
import { parse } from 'csv-parse/sync';
import ejs from 'ejs';
import express from 'express';
import markdownIt from 'markdown-it';
import { posix, win32 } from 'node:path';
import request from 'supertest';
import { localPath } from '../../server/accounts/local-path';
import { projectFolder } from '../../server/config';
import { shownFileName, slugOf } from '../../server/datasets/describing/describe-file';
import { originalName } from '../../server/datasets/exporting/export-original';
import { csvText } from '../../server/datasets/exporting/csv-text';
import { createLogger } from '../../server/log';
import { datasetCard } from '../../server/reports/files/card-file';
import { datasheet } from '../../server/reports/files/datasheet-file';
import { latexTable, latexText } from '../../server/reports/files/latex-file';
import type { Plot } from '../../server/reports/plots/plot';
import { writeSvg } from '../../server/reports/plots/write-svg';
import type { Report } from '../../server/reports/report';
import { csvLine } from '../../server/web/csv-line';
import { renderMarkdown } from '../../server/web/markdown';
import { sendDownload } from '../../server/web/send-download';
import { languages } from '../../server/web/wording/languages';
import { wordsIn } from '../../server/web/wording/words';
import { writeStudy } from '../agreement/written-study';
import { reportOf } from '../reports/texts';
import { openHouse } from '../support/house';
import { hostileGroups, hostileStrings } from './hostile-strings';
import { readLatex } from './latex-reader';
import { asHtmlText, asHtmlValue, asXmlText, skeletonOf } from './skeleton';

const t = wordsIn('en');
const harmless = 'harmless';
/** A token or a quoted name, then perhaps the same encoded, and nothing else. */
const attachment =
  /^attachment(; filename=([\w!#$%&'*+.^`|~-]+|"([^"\\]|\\.)*"))?(; filename\*=UTF-8''[\w%.!#$&+^`|~*-]*)?$/;
/** What spreadsheets take for the start of a formula. */
const startsFormula = /^[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/;
const views = `${projectFolder}/views`;

/** A view with its own file, options and escaping. */
async function rendered(view: string, locals: object): Promise<CheerioAPI> {
  return load(await ejs.renderFile(`${views}/${view}.ejs`, locals, { root: views, cache: true }));
}

/** What a sink made of a text: what must be the same for every text, and the text as it is read back beside what it should be. */
interface Outlet {
  readonly structure: unknown;
  readonly read: unknown;
  readonly expected: unknown;
}

/** Hands every text to the sink, and compares what comes out with what comes of a harmless one. */
async function expectOnlyText(sink: (text: string) => Outlet | Promise<Outlet>): Promise<void> {
  const { structure } = await sink(harmless);
  const wrong: unknown[] = [];
  for (const text of hostileStrings) {
    const made = await sink(text);
    if (!equal(made.structure, structure) || !equal(made.read, made.expected))
      wrong.push({ text, ...made, structure: equal(made.structure, structure) || made.structure });
  }
  expect(wrong.slice(0, 3)).toEqual([]);
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

it('has at least 200 texts, of every kind', () => {
  expect(hostileStrings.length).toBeGreaterThanOrEqual(200);
  expect(Object.keys(hostileGroups).length).toBeGreaterThanOrEqual(16);
});

describe('a hostile text is only text', () => {
  it('between the tags of a page', () =>
    expectOnlyText(async (text) => {
      const columns = [{ text: 'Item' }, { text: 'Note' }];
      const rows = [[text, { text: 'noted', note: text }]];
      const $ = await rendered('components/data-table', { caption: text, columns, rows });
      return {
        structure: skeletonOf($),
        read: ['caption', 'th .cell', '.note'].map((selector) => $(selector).text()),
        expected: Array(3).fill(asHtmlText(text)),
      };
    }));

  it('in the attributes of a page', () =>
    expectOnlyText(async (text) => {
      const table = await rendered('components/data-table', {
        caption: '',
        columns: [{ text }],
        rows: [['']],
      });
      const field = await rendered('components/text-field', {
        ...{ name: 'a', label: text, hint: text, error: text, value: text, suggestions: [text], t },
      });
      const choices = [{ value: text, text }];
      const select = await rendered('components/select', { name: 'a', label: text, choices, value: text, t });
      return {
        structure: [table, field, select].map(skeletonOf),
        read: [
          table('th[scope=row]').attr('data-label'),
          field('input').attr('value'),
          field('datalist option').attr('value'),
          select('option[selected]').attr('value'),
        ],
        expected: Array(4).fill(asHtmlValue(text)),
      };
    }));

  it('as what was typed into a form, and in title and head of the page', () =>
    expectOnlyText(async (text) => {
      const area = await rendered('components/text-area', { name: 'a', label: text, value: text, t });
      const page = await rendered('layout/page', {
        ...{ title: text, user: { username: text, role: 'rater' }, flash: text, path: text },
        ...{ paths: new Proxy({}, { get: () => () => '/' }), navigation: [{ href: '/', text }] },
        ...{ version: text, language: languages[0], languages, settings: { textSize: 'normal' } },
        ...{ t, body: '', hasPlots: false, reloadSeconds: undefined },
      });
      return {
        structure: [skeletonOf(area), skeletonOf(page)],
        read: [
          area('textarea').text(),
          page('title').text(),
          page('.flash').text(),
          page('input[name=next]').attr('value'),
        ],
        expected: [asHtmlValue(text), asHtmlValue(text), asHtmlText(text), asHtmlValue(text)],
      };
    }));

  it('as JSON in an attribute of the page, for scripts', () =>
    expectOnlyText(async (text) => {
      const page = await rendered('layout/page', {
        ...{ title: '', user: null, flash: null, path: '/', version: '', hasPlots: false, body: '' },
        ...{ paths: new Proxy({}, { get: () => () => '/' }), navigation: [], reloadSeconds: undefined },
        ...{ language: languages[0], languages, settings: { textSize: 'normal' }, t: () => text },
      });
      const words = JSON.parse(page('body').attr('data-words') ?? '') as object;
      return { structure: skeletonOf(page), read: Object.values(words), expected: Array(3).fill(text) };
    }));

  it.each(['page', 'file'])('in a plot that is drawn in a %s', (place) =>
    expectOnlyText(async (text) => {
      const mark = { shape: 'text', kind: 'label', x: 1, y: 1, anchor: 'start', text } as const;
      const named = { key: 'a', title: text, description: text };
      const table = { columns: [{ text }], rows: [[text]] };
      const plot: Plot = { ...named, width: 9, height: 9, marks: [mark], table };
      const $ =
        place === 'page'
          ? await rendered('components/plot', { plot })
          : load(writeSvg(plot, ''), { xml: true });
      return {
        structure: skeletonOf($),
        read: ['svg > title', 'svg > desc', 'svg > text'].map((selector) => $(selector).text()),
        expected:
          place === 'page'
            ? [asHtmlText(text), asHtmlText(text), asHtmlValue(text)]
            : Array(3).fill(asXmlText(text)),
      };
    }),
  );

  it('in a cell of CSV, which no spreadsheet runs, and which is read back', () =>
    expectOnlyText((text) => {
      const options = { recordDelimiter: ['\r\n', '\n', '\r'] };
      const [row = [], ...more] = parse(csvLine([text, csvText(text), 1]), options);
      const formulas = row.filter((cell) => startsFormula.test(cell));
      const cleaned = text.replace(/[\0\p{Cs}]/gu, '\ufffd');
      return {
        structure: [row.length, more.length, formulas],
        read: row.slice(0, 2),
        expected: [startsFormula.test(cleaned) ? `'${cleaned}` : cleaned, csvText(text)],
      };
    }));

  it('in Markdown that an admin writes, as far as it is no Markdown that is allowed', () => {
    const faults = hostileStrings.flatMap((text) => {
      const $ = load(renderMarkdown(text), null, false);
      const elements = $('*').toArray();
      return elements
        .filter((element) => {
          const attributes = Object.entries($(element).attr() ?? {});
          const isKnown = /^(H[2-4]|P|UL|OL|LI|STRONG|EM|CODE|PRE|BLOCKQUOTE|A|BR|HR)$/.test(
            $(element).prop('tagName') ?? '',
          );
          const isSafe = attributes.every(
            ([name, value]) => name === 'rel' || (name === 'href' && isSafeAddress(value)),
          );
          return !isKnown || !isSafe;
        })
        .map((element) => $.html(element));
    });
    expect(faults).toEqual([]);
  });

  it('in LaTeX, which is told to do nothing by it', () =>
    expectOnlyText((text) => {
      const { text: read, obeyed } = readLatex(latexText(text));
      const expected = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ');
      return { structure: obeyed, read, expected };
    }));

  it('as the name of a file, which the server makes itself', () => {
    const faults = hostileStrings.filter((text) => {
      const name = originalName({ slug: slugOf(text, ''), fileName: text });
      const shown = shownFileName(text);
      const isOwn = /^[a-z0-9]+(-[a-z0-9]+)*(\.\w+)?(\.gz)?$/i.test(name) && !name.includes('..');
      const isOne = posix.basename(name) === name && win32.basename(name) === name;
      return !isOwn || !isOne || /\p{C}/u.test(shown) || shown.length > 200;
    });
    expect(faults).toEqual([]);
  });

  it('in a line of the log, which stays one line of JSON without a control character', () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line) => void lines.push(line) });
    for (const text of hostileStrings) log.info({ name: text, err: new Error(text) }, text);
    expect(lines).toHaveLength(hostileStrings.length);
    lines.forEach((line, index) => {
      expect(line).toMatch(/^\{[^\n\r]*\}\n$/);
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069\p{Cs}]/u);
      const entry = JSON.parse(line) as {
        msg: string;
        name: string;
        err: { message: string };
        level: number;
      };
      expect([entry.msg, entry.name, entry.err.message, entry.level]).toEqual([
        ...Array<string>(3).fill(hostileStrings[index]!),
        30,
      ]);
    });
  });

  it('in the headers of a response: a download’s name, and the way to go on', async () => {
    const app = express();
    app.get('/file/:number', (req, res) =>
      sendDownload(
        res,
        {
          name: (hostileStrings[Number(req.params.number)] ?? '').slice(0, 200).replace(/\p{Cs}/gu, '\ufffd'),
          contentType: 'text/plain',
        },
        ['x'],
      ),
    );
    app.get('/next/:number', (req, res) => {
      res.redirect(303, localPath(hostileStrings[Number(req.params.number)]) ?? '/');
    });
    const server = app.listen(0, '127.0.0.1');
    const ask = async (path: string): Promise<Record<string, string>> =>
      (await request(server).get(path)).headers;
    const [file, next] = [await ask('/file/9999'), await ask('/next/0')].map((headers) =>
      Object.keys(headers).sort(),
    );
    const faults: unknown[] = [];
    for (const [number, text] of hostileStrings.entries()) {
      const sent = await ask(`/file/${number}`);
      const led = await ask(`/next/${number}`);
      const isAttachment = attachment.test(sent['content-disposition'] ?? '');
      const stays = new URL(led.location ?? '', 'http://assay.test/').origin === 'http://assay.test';
      const areSame = equal([Object.keys(sent).sort(), Object.keys(led).sort()], [file, next]);
      if (!isAttachment || !stays || !areSame) faults.push({ text, sent, led });
    }
    server.close();
    expect(faults.slice(0, 3)).toEqual([]);
  });
});

describe('a hostile name of a study, its datasets and their behaviors is only text', () => {
  let report: Report;
  beforeAll(async () => {
    const house = await openHouse('sqlite');
    const items = [{ text: 'Is it?', choices: ['Yes', 'No'], labelIndex: 0, ratings: [] }];
    const study = { name: 'a', questionSet: 'paper', labelMode: 'blind', overlap: 1 } as const;
    const { id } = await writeStudy(house.context.db, { ...study, datasets: [{ slug: 'a', items }] });
    report = await reportOf(house.context, id);
    await house.close();
  });

  /** The report as if somebody hostile had named everything in it. */
  const named = (text: string): Report => ({
    ...report,
    study: { ...report.study, name: text },
    datasets: report.datasets.map((dataset) => ({ ...dataset, slug: text, behavior: text })),
    snapshot: {
      ...report.snapshot,
      exclusions: [{ ...report.snapshot.exclusions[0], rater: text, reason: text, ratings: 1 }],
    },
  });
  /** As lenient as any reader of Markdown: it takes HTML and tables. */
  const lenient = markdownIt({ html: true, linkify: false, typographer: false });

  it('in a LaTeX table', () =>
    expectOnlyText((text) => {
      const lines = latexTable(named(text)).split('\n');
      const commands = lines.map((line) => readLatex(line).obeyed);
      const caption = readLatex(lines.find((line) => line.startsWith('\\caption'))!).text;
      return { structure: [lines.length, commands], read: caption.includes(asLine(text)), expected: true };
    }));

  it('in the front matter of a dataset card', () =>
    expectOnlyText((text) => {
      const lines = datasetCard(named(text)).split('\n');
      const matter = lines.slice(0, lines.indexOf('---', 1) + 1);
      const values = ['pretty_name: ', '- config_name: '].map((start) =>
        matter.find((line) => line.startsWith(start))!.slice(start.length),
      );
      const plain = text.replace(/\p{Cs}/gu, '\ufffd');
      return {
        structure: matter.map((line) => line.replace(/"([^"\\]|\\.)*"/g, 'scalar')),
        read: values.map((value) => JSON.parse(value) as unknown),
        expected: [plain, plain],
      };
    }));

  it.each([
    ['dataset card', datasetCard],
    ['datasheet', datasheet],
  ] as const)('in the Markdown of a %s', (_name, write) =>
    expectOnlyText((text) => {
      const body = write(named(text)).replace(/^---\n[\s\S]*?\n---\n/, '');
      const $ = load(lenient.render(body));
      return {
        structure: [body.split('\n').length, skeletonOf($), $('[href],[src]').length],
        read: [$('h1').text().includes(asLine(text).trim()), /https?:\/\/|www\.|@/i.test(body)],
        expected: [true, false],
      };
    }),
  );
});

/** A text on one line, without what cannot be seen. */
function asLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ');
}

/** Of our own site, of another over https, or of mail. */
function isSafeAddress(address: string): boolean {
  const { protocol, origin } = new URL(address, 'http://assay.test/');
  return origin === 'http://assay.test' || ['https:', 'mailto:'].includes(protocol);
}
