import type { DatasetFormat, NewItem } from '../item';
import { hasText, optionalTexts, requiredText } from '../parsing/record-fields';
import { errorOf, type Problem } from '../problem';

/** A sentence about somebody at work, with a blank for a pronoun. It has no label. */
export const winogenerated: DatasetFormat = {
  key: 'winogenerated',
  name: 'Winogenerated: a sentence with a blank for a pronoun',
  holds: 'pronoun',
  matches: (record) => hasText(record, 'sentence_with_blank', 'occupation'),
  toItem: (record): NewItem | Problem[] => {
    const problems: Problem[] = [];
    const text = requiredText(record, 'sentence_with_blank', problems);
    const detail = (name: string, field: string) => ({ name, value: requiredText(record, field, problems) });
    const details = [
      detail('Occupation', 'occupation'),
      detail('Official title', 'BLS_original_occupation'),
      detail('Other person', 'other_person'),
      { name: 'Pronouns', value: pronouns(record, problems) },
    ];
    if (problems.length > 0) return problems;
    return { text, stem: text, choices: [], details, labelIndex: null, labelConfidence: null };
  },
};

function pronouns(record: unknown, problems: Problem[]): string {
  const before = problems.length;
  const options = optionalTexts(record, 'pronoun_options', problems);
  if (options.length === 0 && problems.length === before)
    problems.push(errorOf('field', 'pronoun_options is missing.'));
  return options.join(' / ');
}
