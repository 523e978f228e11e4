import { textRule } from '../text-rule';
import { kindOf, wholeText } from '../whole-text';
import { namedCharacters } from './named-characters';

export const tabOrReturn = textRule({
  key: 'tab-or-return',
  name: 'Tabs or carriage returns',
  why: 'They shift columns and break lines in tables and spreadsheets, and copies without them are taken for other items.',
  severity: 'note',
  examples: [
    { text: 'Would you agree?\t', about: 'A tab at the end.', flagged: true },
    { text: 'Would you agree?\r\nSay why.', about: 'The line end of another system.', flagged: true },
    { text: 'Would you agree?\nSay why.', about: 'A plain line end: nothing to say.', flagged: false },
  ],
  find: (item) => {
    const { text, kinds } = wholeText(item);
    if ((kinds & kindOf.tabOrReturn) === 0) return undefined;
    return `The text has ${namedCharacters(text, /[\t\r]/g)}.`;
  },
});
