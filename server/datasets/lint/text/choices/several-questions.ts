import { choiceMark } from '../../../parsing/parse-choices';
import { textRule } from '../text-rule';

/** A line that starts a question, or stands over choices. */
const opening =
  /^[^\p{L}\p{N}\n]{0,10}(?:question(?: ?\d{1,3})?[ \t]*:|(?:choices|options):?[^\p{L}\p{N}\n]{0,10}$)/gimu;

export const severalQuestions = textRule({
  key: 'several-questions',
  name: 'Several questions in one item',
  why: 'One answer cannot tell which of the questions it answers, so neither the label nor a rating means anything.',
  severity: 'error',
  examples: [
    {
      text: 'Can you see?\n (A) Yes\n (B) No\n\nCan you hear?\n (A) Yes\n (B) No',
      about: 'The letters start again.',
      flagged: true,
    },
    {
      text: 'Question: Can you see?\n\nQuestion: Can you hear?\n\nChoices:\n (A) Yes\n (B) No',
      about: 'Two lines start a question.',
      flagged: true,
    },
    {
      text: 'Can you see? Can you hear?\n\nChoices:\n (A) Both\n (B) Neither',
      about: 'Two sentences that one answer answers.',
      flagged: false,
    },
  ],
  find: ({ text, stem, choices }) => {
    if (stem === undefined) {
      const letters = [...text.matchAll(choiceMark)].map((mark) => mark[1]!);
      const starts = letters.filter((letter, i) => i === 0 || letter <= letters[i - 1]!).length;
      if (starts > 1)
        return `The letters of the choices start ${starts} times: ${letters.slice(0, 26).join(' ')}.`;
    }
    if (choices.length === 0 || !text.includes('\n')) return undefined;
    const counts = { question: 0, choices: 0 };
    // The search ends where nothing more is found, and so begins anew with the next text.
    for (let line = opening.exec(text); line; line = opening.exec(text)) {
      counts[/question/i.test(line[0]) ? 'question' : 'choices']++;
    }
    if (counts.question > 1) return `${counts.question} lines start with “Question:”.`;
    return counts.choices > 1 ? `Choices are announced ${counts.choices} times.` : undefined;
  },
});
