import { filesUnder } from '../support/source-tree';

const views = filesUnder('views', '.ejs');

/** `path: what` for every match of the pattern in the part of each view that `part` picks. */
function faults(pattern: RegExp, part: (text: string) => string = (text) => text): string[] {
  return views.flatMap(({ path, text }) =>
    [...part(text).matchAll(new RegExp(pattern, 'gi'))].map(([what]) => `${path}: ${what}`),
  );
}

/** The markup with every EJS tag replaced by one word, so that `>` and quotes in code do not mislead. */
function markup(text: string): string {
  return text.replace(/<%[\s\S]*?%>/g, 'EJS');
}

it('finds the views it is to judge', () => {
  expect(views.length).toBeGreaterThan(15);
});

it('writes unescaped only other views, and what is a rendered view already', () => {
  expect(
    faults(/<%-(?!\s*include\()[^%]*%>/).filter(
      (fault) =>
        !/^views\/((layout\/page|reports\/report)\.ejs: <%-\s*body|components\/markdown\.ejs: <%-\s*html)\s*-?%>$/.test(
          fault,
        ),
    ),
  ).toEqual([]);
});

it('includes only components, by a name that is written out from the folder of views on', () => {
  const wrong = views.flatMap(({ path, text }) =>
    [...text.matchAll(/include\(\s*(?:'([^']*)'|[^)]{0,40})/g)]
      .filter(([, name = '']) => !/^\/components\/[a-z0-9-]+$/.test(name))
      .map(([call]) => `${path}: ${call}`),
  );
  expect(wrong).toEqual([]);
});

it('has no inline script, style or handler', () => {
  expect(
    faults(/<script(?![^>]*\ssrc=)[^>]*>|<style\b[^>]*>|\sstyle\s*=|\son[a-z]+\s*=|javascript:/, markup),
  ).toEqual([]);
});

it('loads scripts without building their address from data', () => {
  expect(faults(/<script[^>]*>\s*[^<\s][^<]*/, markup)).toEqual([]);
});

it('quotes every attribute that holds a value', () => {
  expect(faults(/[\w-]+=\s*<%[=-]/)).toEqual([]);
});

it('keeps every view within 80 lines', () => {
  const long = views.filter(({ text }) => text.trimEnd().split('\n').length > 80);
  expect(long.map(({ path }) => path)).toEqual([]);
});
