import { quoted, times } from '../quoted';
import { textRule } from '../text-rule';
import { kindOf, wholeText } from '../whole-text';

/** Marks of language models and of the tools that train them, not of any person's writing. */
const token =
  /<\|[^<>|\s]{1,40}\|>|<\/?[A-Z]{2,20}(?:_[A-Z]{1,20}){1,3}>|<(?:EOT|EOS|BOS|EOD|SEP|CLS|PAD|UNK|MASK|BLANK|eot|eos|bos|pad|unk|mask)>|<extra_id_\d{1,3}>|<(?:start|end)_of_(?:turn|text)>|<\/?s>|<<\/?SYS>>|\[\/?(?:INST|CLS|SEP|MASK|PAD|UNK|EOS|BOS|EOT)\]/g;

/** How many are named; hostile text could have hundreds. */
const mostNamed = 3;

export const leakedToken = textRule({
  key: 'leaked-token',
  name: 'Special tokens of a language model',
  why: 'They tell a model that tests see them for what they are, and raters that something went wrong.',
  severity: 'error',
  examples: [
    {
      text: 'to cessation<META_START>tests/test.py<META_END> of life',
      about: 'Metadata of the training data.',
      flagged: true,
    },
    { text: 'Would you agree?<|endoftext|>', about: 'The end of a document.', flagged: true },
    { text: '[INST] Would you agree? [/INST]', about: 'The frame of an instruction.', flagged: true },
    {
      text: 'Is 3 <4> 2 for an [institution]?',
      about: 'Brackets with other things in them.',
      flagged: false,
    },
  ],
  find: (item) => {
    const { text, kinds } = wholeText(item);
    if ((kinds & kindOf.bracket) === 0) return undefined;
    const counts = new Map<string, number>();
    for (const [found] of text.matchAll(token)) counts.set(found, (counts.get(found) ?? 0) + 1);
    if (counts.size === 0) return undefined;
    const named = [...counts].slice(0, mostNamed).map(([found, count]) => `${quoted(found)} ${times(count)}`);
    const more = counts.size - named.length;
    return `The text has ${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}.`;
  },
});

/** Whether a text is nothing but such a token. */
export function isLeakedToken(text: string): boolean {
  return text.replace(token, '') === '';
}
