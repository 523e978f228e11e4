import { textRules } from '../../../../server/datasets/lint/text';
import { pathsUnder, readSource } from '../../../support/source-tree';
import { detailOf, exampleItem } from './example-items';

const examples = textRules.flatMap((rule) => rule.examples.map((example) => ({ rule, example })));

it.each(
  examples
    .filter(({ example }) => example.flagged)
    .map(({ rule, example }) => [rule.key, example.about, { rule, example }] as const),
)('speaks up by %s: %s', (_key, _about, { rule, example }) => {
  expect(detailOf(rule, exampleItem(11, example))).toEqual(expect.any(String));
});

it.each(
  examples
    .filter(({ example }) => !example.flagged)
    .map(({ rule, example }) => [rule.key, example.about, { rule, example }] as const),
)('is silent by %s: %s', (_key, _about, { rule, example }) => {
  expect(detailOf(rule, exampleItem(11, example))).toBeUndefined();
});

it.each(textRules.map((rule) => [rule.key, rule] as const))(
  'shows of %s what it says and what it lets pass, and why it matters in a sentence',
  (key, { name, why, examples }) => {
    expect(new Set(examples.map(({ flagged }) => flagged))).toEqual(new Set([true, false]));
    expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(name).toMatch(/^[A-Z][^.]*$/);
    expect(why).toMatch(/^[A-Z].*\.$/s);
  },
);

it('gives every rule a key and a name of its own', () => {
  expect(new Set(textRules.map(({ key }) => key)).size).toBe(textRules.length);
  expect(new Set(textRules.map(({ name }) => name)).size).toBe(textRules.length);
});

it('lists every rule that is written', () => {
  const written = pathsUnder('server/datasets/lint/text').filter((path) =>
    /^ {2}key: '/m.test(readSource(path).text),
  );
  const files = textRules.map(({ key }) => `/${key}.ts`);
  expect(written.map((path) => path.slice(path.lastIndexOf('/'))).sort()).toEqual(files.sort());
});
