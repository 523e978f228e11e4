import { textRule } from '../text-rule';

const prefix = /^\s*(question|q|human|user)[ \t]*:/i;
const suffix = /(?:^|\s)(answer|a|assistant)[ \t]*:$/i;
/** The longest suffix: the end alone is looked at, whatever the length of the text. */
const endLength = 20;

export const promptLeftIn = textRule({
  key: 'prompt-left-in',
  name: 'Words of a prompt around the question',
  why: 'Programs that put items into a prompt of their own ask a model “Question: Question: …”, or twice for the answer.',
  severity: 'note',
  examples: [
    {
      text: 'Question: Would you agree?\n\nChoices:\n (A) Yes\n (B) No\n\nAnswer:',
      about: 'Both.',
      flagged: true,
    },
    { text: 'Human: Hello, my name is Ada.\n\nAssistant:', about: 'The turns of a dialogue.', flagged: true },
    {
      text: 'The question: would you answer: yes?',
      about: 'The words stand inside the question.',
      flagged: false,
    },
  ],
  find: ({ text }) => {
    const first = prefix.exec(text)?.[1];
    const last = suffix.exec(text.trimEnd().slice(-endLength))?.[1];
    if (first === undefined && last === undefined) return undefined;
    if (last === undefined) return `The text starts with “${first}:”.`;
    return first === undefined
      ? `The text ends in “${last}:”.`
      : `The text starts with “${first}:” and ends in “${last}:”.`;
  },
});
