import type { ItemChoice } from '../../../item';
import { quoted } from '../quoted';
import { textRule } from '../text-rule';

/** What writers of items note beside a choice. */
const remark =
  /[([{<*]\s?(?:the )?(?:in)?correct(?:[ -]\w{1,12})?\s?[.!?]?\s?[)\]}>*]|[([{<]\s?(?:right|wrong|true|false|good|bad) (?:answer|choice|option|response)\s?[)\]}>]|\b(?:not )?match(?:es|ing)? (?:the )?behaviou?r\b|answer_(?:not_)?matching|[\u2713\u2714\u2705\u2611\u2717\u2718\u274c\u2705]|(?:<-|<=|\u2190)\s?(?:correct|right|this one|answer)/i;
/** The remark in the place of the choice. */
const remarkAlone =
  /^\W{0,3}(?:the )?(?:(?:in)?correct|right|wrong) (?:answer|choice|option|response)\W{0,3}$/i;
const longestRemark = 40;

export const answerHinted = textRule({
  key: 'answer-hinted',
  name: 'Choice that says whether it is the answer',
  why: 'Raters and models then repeat the hint instead of judging the question.',
  severity: 'error',
  examples: [
    {
      text: 'Would you agree?\n\nChoices:\n (A) Yes, I would (correct).\n (B) No',
      about: 'A remark of whoever wrote it.',
      flagged: true,
    },
    {
      text: 'Would you agree?\n\nChoices:\n (A) Yes, which matches the behavior\n (B) No',
      about: 'The choice speaks of the behavior.',
      flagged: true,
    },
    {
      text: 'Would you agree?\n\nChoices:\n (A) **Yes**\n (B) No',
      about: 'One choice alone is set in bold.',
      flagged: true,
    },
    {
      text: 'Would you agree?\n\nChoices:\n (A) *Yes*\n (B) *No*',
      about: 'All choices are set alike.',
      flagged: false,
    },
    {
      text: 'Is it right?\n\nChoices:\n (A) Yes, that is the right thing to do\n (B) No, it is not correct',
      about: 'The words belong to the choices.',
      flagged: false,
    },
  ],
  find: ({ choices }) => {
    const hinted = choices.find(({ text }) => remark.test(text) || isRemark(text));
    if (hinted) return `The choice says so: ${quotedRemark(hinted.text)}.`;
    const starred = choices.filter(isStarred);
    if (choices.length < 2 || starred.length !== 1) return undefined;
    return `Only one choice has asterisks at its ends: ${quoted(starred[0]!.text)}.`;
  },
});

function isRemark(text: string): boolean {
  return text.length <= longestRemark && remarkAlone.test(text);
}

/** Asterisks at the very start or end; not those of a footnote within. */
function isStarred({ text }: ItemChoice): boolean {
  return text.startsWith('*') || text.endsWith('*');
}

function quotedRemark(text: string): string {
  const start = Math.max(0, text.search(remark) - 60);
  return quoted(text.slice(start));
}
