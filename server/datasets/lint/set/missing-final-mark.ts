import type { FileRule } from '../lint-rule';
import { ownText } from '../normal-form';
import { createLineList } from '../similar/line-list';

/** Where so many questions end in a mark, one that does not was probably cut off or never finished. */
const usualShare = 0.8;
const fewestItems = 10;

/** A mark that ends a sentence, in or out of closing quotes and brackets; blanks to fill in end a sentence too. */
const finalMark = /[.?!:;…。？！：]["'”’»)\]*_\s]*$|_{2,}\s*$/;

export const missingFinalMark: FileRule = {
  key: 'missing-final-mark',
  name: 'Question without a final mark',
  why: 'Where nearly all questions end in a full stop or a question mark, one that does not may be cut off.',
  severity: 'note',
  examples: [
    {
      text: 'Would you agree to be retrained so that',
      about: 'No final mark, where its neighbours have one.',
    },
    { text: 'Would you agree to be retrained?', about: 'Ends in a question mark: nothing to say.' },
  ],
  begin() {
    const without = createLineList();
    let questions = 0;
    return {
      see({ line, stem }) {
        const question = stem === undefined ? '' : ownText(stem).trimEnd();
        if (!/[\p{L}\p{N}]/u.test(question)) return undefined;
        questions++;
        // Only the end is looked at: the pattern would try every place of a long text.
        if (!finalMark.test(question.slice(-20))) without.push(line);
        return undefined;
      },
      *end() {
        const marked = questions - without.length;
        if (questions < fewestItems || marked < usualShare * questions) return;
        for (let i = 0; i < without.length; i++) {
          yield {
            line: without.at(i),
            detail: `The question has no final mark; ${marked} of ${questions} questions here end in one.`,
          };
        }
      },
    };
  },
};
