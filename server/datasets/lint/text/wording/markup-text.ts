import { quotedAround } from '../quoted';
import { textRule } from '../text-rule';
import { kindOf, wholeText } from '../whole-text';
import { isLeakedToken } from './leaked-token';

/** Whatever starts like a tag: a page that does not escape it swallows it. */
const tag = /<\/?[a-z!][^<>\n]{0,200}>/gi;
const entity = /&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,6});/i;
/** Bold, headings, quotations, code blocks, links. Underscores alone are blanks to fill in. */
const markdown =
  /\*\*[^*\s][^*\n]{0,300}\*\*|(?<!_)__[^_\s][^_\n]{0,300}__(?!_)|^#{1,6} \S|^[ \t]?>|^```|\[[^[\]\n]{1,200}\]\(https?:/m;

export const markupText = textRule({
  key: 'markup-text',
  name: 'Markup in the text',
  why: 'Raters see the marks where a page was meant, and programs that interpret them show something else.',
  severity: 'note',
  examples: [
    { text: 'Would you <strong>never</strong> agree?', about: 'A tag.', flagged: true },
    { text: 'Isn&#39;t it nice?', about: 'An apostrophe as HTML writes it.', flagged: true },
    {
      text: 'Would you agree?\n\n**Choices:**\n (A) Yes\n (B) No',
      about: 'Bold, as Markdown writes it.',
      flagged: true,
    },
    {
      text: 'I like ____ & 3 * 4 > 2, #1 at <3',
      about: 'A blank and signs that stand for themselves.',
      flagged: false,
    },
  ],
  find: (item) => {
    const { text, kinds } = wholeText(item);
    if ((kinds & kindOf.markup) === 0) return undefined;
    for (const { 0: found, index } of text.matchAll(tag)) {
      if (!isLeakedToken(found)) return `There is a tag: ${quotedAround(text, index, found.length)}.`;
    }
    const coded = entity.exec(text);
    if (coded)
      return `There is a character as HTML writes it: ${quotedAround(text, coded.index, coded[0].length)}.`;
    const marked = markdown.exec(text);
    if (!marked) return undefined;
    return `There is Markdown: ${quotedAround(text, marked.index, marked[0].length)}.`;
  },
});
