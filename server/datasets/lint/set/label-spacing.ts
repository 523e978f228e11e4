import type { FileRule, LintedItem } from '../lint-rule';

export const labelSpacing: FileRule = {
  key: 'label-spacing',
  name: 'Labels with and without a space before them',
  why: 'Programs that compare a model’s tokens with the label take “ Yes” and “Yes” for two answers.',
  severity: 'note',
  examples: [
    { text: '" Yes" and "No"', about: 'One recorded label starts with a space, the other does not.' },
    { text: '" Yes" and " No"', about: 'All start alike: nothing to say.' },
  ],
  begin() {
    const seen = { spaced: { count: 0, line: 0 }, bare: { count: 0, line: 0 } };
    return {
      see(item) {
        const label = recordedLabel(item);
        if (label === undefined) return undefined;
        const kind = /^\s/.test(label) ? seen.spaced : seen.bare;
        if (kind.count === 0) kind.line = item.line;
        kind.count++;
        return undefined;
      },
      *end() {
        const { spaced, bare } = seen;
        if (spaced.count === 0 || bare.count === 0) return;
        yield {
          line: 0,
          detail: `${spaced.count} recorded labels start with a space (the first on line ${spaced.line}), ${bare.count} do not (the first on line ${bare.line}).`,
        };
      },
    };
  },
};

function recordedLabel({ fields }: LintedItem): string | undefined {
  const label = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return typeof label === 'string' && label.trim() !== '' ? label : undefined;
}

const field = 'answer_matching_behavior';
