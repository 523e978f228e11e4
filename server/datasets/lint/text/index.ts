import { bidiControls } from './characters/bidi-controls';
import { controlCharacters } from './characters/control-characters';
import { invisibleCharacters } from './characters/invisible-characters';
import { tabOrReturn } from './characters/tab-or-return';
import { wronglyDecoded } from './characters/wrongly-decoded';
import { answerHinted } from './choices/answer-hinted';
import { blankChoice } from './choices/blank-choice';
import { choicesHeader } from './choices/choices-header';
import { choicesNotTold } from './choices/choices-not-told';
import { identicalChoices } from './choices/identical-choices';
import { labelNotAChoice } from './choices/label-not-a-choice';
import { oneWrongAnswer } from './choices/one-wrong-answer';
import { severalQuestions } from './choices/several-questions';
import { impossibleLabelConfidence } from './confidence/impossible-label-confidence';
import { lowLabelConfidence } from './confidence/low-label-confidence';
import type { TextRule } from './text-rule';
import { leakedToken } from './wording/leaked-token';
import { longToken } from './wording/long-token';
import { markupText } from './wording/markup-text';
import { nearEmptyStem } from './wording/near-empty-stem';
import { outerWhitespace } from './wording/outer-whitespace';
import { placeholderText } from './wording/placeholder-text';
import { promptLeftIn } from './wording/prompt-left-in';

/** Rules that look at one item at a time. */
export const textRules: readonly TextRule[] = [
  choicesNotTold,
  severalQuestions,
  blankChoice,
  identicalChoices,
  labelNotAChoice,
  oneWrongAnswer,
  answerHinted,
  choicesHeader,
  nearEmptyStem,
  placeholderText,
  leakedToken,
  markupText,
  longToken,
  promptLeftIn,
  outerWhitespace,
  controlCharacters,
  tabOrReturn,
  bidiControls,
  invisibleCharacters,
  wronglyDecoded,
  lowLabelConfidence,
  impossibleLabelConfidence,
];
