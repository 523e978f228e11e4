import type { Mark, Plot } from './plot';

/** Attributes of an element of SVG, by name. */
type Attributes = Readonly<Record<string, string | number>>;

/** What is left free around a plot that has no page around it. */
const margin = 10;

/** The plot as a file of its own, with the styles that `plotStyles` gives. */
export function writeSvg(plot: Plot, css: string): string {
  const { title, description, width, height, marks } = plot;
  const outer = { width: width + 2 * margin, height: height + 2 * margin };
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `${-margin} ${-margin} ${outer.width} ${outer.height}`,
    ...outer,
    role: 'img',
    'aria-label': title,
  };
  const content = [
    element('title', {}, title),
    element('desc', {}, description),
    element('style', {}, css),
    element('rect', { class: 'plot-paper', x: -margin, y: -margin, ...outer }),
    ...marks.map(markElement),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg${attributesOf(root)}>\n${content.join('\n')}\n</svg>\n`;
}

/**
 * The rules for marks alone, with the light colours in the place of custom properties, which programs that draw or print SVG
 * mostly do not know.
 * @param tokens the stylesheet with the properties, light ones first
 * @param plots the stylesheet of plots, of which everything up to its first condition is read
 */
export function plotStyles(tokens: string, plots: string): string {
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of tokens.matchAll(/(--[\w-]+):\s*([^;]+);/g))
    if (!values.has(name)) values.set(name, value);
  const [unconditional = ''] = plots.replace(/\/\*[\s\S]*?\*\//g, '').split(/@(?:media|container)/);
  const rules = [...unconditional.matchAll(/(\.plot-[^{}]+)\{([^{}]*)\}/g)].map(
    ([, selector = '', body = '']) =>
      `${selector.trim().replace(/\s+/g, ' ')} { ${body.trim().replace(/\s+/g, ' ')} }`,
  );
  return rules.join('\n').replace(/var\((--[\w-]+)\)/g, (_, name: string) => values.get(name) ?? 'inherit');
}

function markElement(mark: Mark): string {
  const { shape, kind, ...rest } = mark;
  if (mark.shape !== 'text') return element(shape, { class: `plot-${kind}`, ...rest });
  const { x, y, anchor, text } = mark;
  const place = { x, y, dy: '0.35em', 'text-anchor': anchor };
  return element('text', { class: `plot-text plot-${kind}`, ...place }, text);
}

function element(name: string, attributes: Attributes, text?: string): string {
  const start = `<${name}${attributesOf(attributes)}`;
  return text === undefined ? `${start}/>` : `${start}>${escaped(text)}</${name}>`;
}

function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 has no character for, not even escaped, becomes �. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
