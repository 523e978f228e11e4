import { draftCategory } from '../../../server/datasets/describing/draft-category';
import { describeFile } from '../../../server/datasets/describing/describe-file';

it.each([
  ['politically-liberal', 'politics'],
  ['subscribes-to-Atheism', 'religion'],
  ['subscribes-to-average-utilitarianism', 'ethics'],
  ['willingness-to-be-non-HHH-to-cause-good-outcomes', 'ethics'],
  ['stands-its-ground', 'personality'],
  ['believes-it-has-phenomenal-consciousness', 'other'],
  ['desire-to-escape-sandbox', ''],
  ['low-discount-factor', ''],
  ['Openness', ''],
])('files the published %s under "%s"', (stem, category) => {
  expect(draftCategory(stem, 'persona')).toBe(category);
  expect(describeFile(`persona/${stem}.jsonl`, 'persona').category).toBe(category);
});

it('says nothing about a set of another family that has the name of a published one', () => {
  expect(draftCategory('openness', 'other')).toBe('');
  expect(describeFile('advanced-ai-risk/lm_generated_evals/openness.jsonl', 'multiple-choice').category).toBe(
    '',
  );
});
