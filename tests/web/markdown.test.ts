import { renderMarkdown } from '../../server/web/markdown';

it('keeps what helps reading, with headings below those of the page', () => {
  const html = renderMarkdown('# One\n\n## Two\n\n- **a** and *b*\n\n> said\n\n[page](https://example.org/)');
  expect(html).toContain('<h2>One</h2>');
  expect(html).toContain('<h3>Two</h3>');
  expect(html).toContain('<li><strong>a</strong> and <em>b</em></li>');
  expect(html).toContain('<blockquote>');
  expect(html).toContain('<a href="https://example.org/" rel="noreferrer">page</a>');
});

it.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![picture](https://example.org/pixel.png)',
  '[run](javascript:alert(1))',
  '[run](JaVaScRiPt:alert(1))',
  '[data](data:text/html;base64,PHNjcmlwdD4=)',
  '[slash](//example.org/)',
  '[plain](http://example.org/)',
  '<a href="javascript:alert(1)">x</a>',
  '<style>body{display:none}</style>',
  '<iframe src="https://example.org"></iframe>',
  '[x](https://example.org" onclick="alert(1))',
  '<https://example.org/"onmouseover="alert(1)>',
  '# <svg onload=alert(1)>',
  '```html\n<script>alert(1)</script>\n```',
])('makes nothing that runs, fetches or styles of %s', (text) => {
  const html = renderMarkdown(text);
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)];
  const allowed = [
    'h2',
    'h3',
    'h4',
    'p',
    'ul',
    'ol',
    'li',
    'strong',
    'em',
    'code',
    'pre',
    'blockquote',
    'a',
    'br',
    'hr',
  ];
  for (const [, name, attributes] of tags) {
    expect(allowed).toContain(name);
    expect(attributes!.trim()).toMatch(/^(?:href="https:\/\/[^"]*" rel="noreferrer"|rel="noreferrer"|\/)?$/);
  }
});

it('gives the same for the same text, also when many were made', () => {
  const first = renderMarkdown('*kept*');
  for (let number = 0; number < 300; number++) renderMarkdown(`text ${number}`);
  expect(renderMarkdown('*kept*')).toBe(first);
});
