import { problemCap } from '../../../../server/datasets/importing/checking/caps';
import type { PlacedProblem } from '../../../../server/datasets/problem';

const problem = (line: number, kind: PlacedProblem['kind'] = 'json'): PlacedProblem => ({
  ...{ line, kind, byteOffset: line * 10, severity: 'error', reason: 'Why.', excerpt: 'x' },
});

it('hands over every problem up to the limit, each once', () => {
  const cap = problemCap(3);
  cap.add([problem(1)]);
  cap.add([]);
  expect(cap.size()).toBe(1);
  expect(cap.take()).toEqual([problem(1)]);
  cap.add([problem(2, 'json'), problem(2, 'field')]);
  expect(cap.take()).toEqual([problem(2, 'json'), problem(2, 'field')]);
  expect(cap.take()).toEqual([]);
});

it('says at the first line over the limit that no more are listed, and lists no more', () => {
  const cap = problemCap(1);
  for (const line of [1, 2, 3]) cap.add([problem(line)]);
  expect(cap.take()).toEqual([
    problem(1),
    { ...problem(2), reason: 'From this line on errors are counted, but no longer listed.' },
  ]);
  cap.add([problem(4)]);
  expect(cap.size()).toBe(0);
});

it('lists every error, however many warnings there are', () => {
  const cap = problemCap(2);
  const warning = (line: number): PlacedProblem => ({ ...problem(line), severity: 'warning' });
  cap.add([1, 2, 3, 4].map(warning));
  cap.add([problem(5), problem(6)]);
  expect(cap.take().map(({ line, severity }) => `${severity} ${line}`)).toEqual([
    ...['warning 1', 'warning 2', 'warning 3'],
    ...['error 5', 'error 6'],
  ]);
});
