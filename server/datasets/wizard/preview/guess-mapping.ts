import { mappedFields, type FieldMapping, type MappedField } from '../../reading/field-mapping';

/** Names that other people give to our fields, the likeliest first. */
const otherNames: Readonly<Record<MappedField, readonly string[]>> = {
  question: ['prompt', 'statement', 'text', 'input', 'query'],
  choices: ['options', 'answers'],
  answer_matching_behavior: ['label', 'answer', 'correct_answer', 'target'],
  answer_not_matching_behavior: ['wrong_answer', 'incorrect_answer', 'distractor'],
  label_confidence: ['confidence', 'score'],
  behavior: ['category', 'topic'],
  id: ['key', 'index'],
};

/** Which field of a file probably stands for which of ours, by their names alone. */
export function guessMapping(names: readonly string[]): FieldMapping {
  const pairs = mappedFields.flatMap((field) => {
    const wanted = [field, ...otherNames[field]];
    const found = wanted
      .map((want) => names.find((name) => normal(name) === normal(want)))
      .find((name) => name !== undefined);
    return found === undefined ? [] : [[field, found] as const];
  });
  return Object.fromEntries(pairs);
}

function normal(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
