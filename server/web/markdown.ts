import markdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

/** What is left of a text: headings below those of the page, and nothing that fetches, runs or styles. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
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
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'mailto'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noreferrer' }) },
};

/** HTML in a text is text: markdown-it escapes it, and what comes out is cleaned once more. */
const markdown = markdownIt({ html: false, linkify: false, typographer: false }).disable('image');
markdown.core.ruler.push('lower headings', ({ tokens }) => {
  for (const token of tokens) {
    if (token.type.startsWith('heading_')) token.tag = `h${Math.min(4, Number(token.tag.slice(1)) + 1)}`;
  }
});

/** Texts are few and shown on every page of an item. */
const rendered = new Map<string, string>();
const mostKept = 200;

/** Markdown that an admin wrote as HTML that is safe to stand in a page. */
export function renderMarkdown(text: string): string {
  const known = rendered.get(text);
  if (known !== undefined) return known;
  const html = sanitizeHtml(markdown.render(text), allowed);
  if (rendered.size >= mostKept) rendered.clear();
  rendered.set(text, html);
  return html;
}
