import { orderEffects } from '../../../server/agreement/inference/order-effects';
import { ratedItemsOf } from '../counted';
import { smallStudy } from '../small-study';
import { rated, writtenQuestions, type WrittenItem } from '../written-study';

const terms = { labelMode: 'blind', overlap: 1, questions: writtenQuestions(smallStudy) } as const;
const effects = (items: readonly WrittenItem[]) => orderEffects(terms, [ratedItemsOf(items)]);

/** One item of one rater: answered with which choice, seen in which order, in how many seconds. */
function item(answer: number, choicesReversed: boolean, seconds: number): WrittenItem {
  const rating = { ...rated('A', [5, answer, 'no'], seconds * 1000), choicesReversed };
  return { text: 'x', choices: ['Yes', 'No'], labelIndex: 0, ratings: [rating] };
}

it('holds those who saw the first choice first against those who saw it last', () => {
  const { sideEffect } = effects([
    ...[0, 0, 0, 1].map((answer) => item(answer, false, 1)),
    ...[0, 1].map((answer) => item(answer, true, 1)),
  ]);
  expect(sideEffect.shownFirst).toMatchObject({ value: 3 / 4, n: 4 });
  expect(sideEffect.shownLast).toMatchObject({ value: 1 / 2, n: 2 });
  expect(sideEffect.difference).toMatchObject({ value: 1 / 4, n: 6 });
});

it('holds the second half of a rater’s ratings against the first, without the middle one of an odd number', () => {
  const { placeEffect } = effects([0, 1, 0, 1, 1].map((answer, place) => item(answer, false, place + 1)));
  expect(placeEffect.earlier).toMatchObject({ value: 1 / 2, n: 2 });
  expect(placeEffect.later).toMatchObject({ value: 0, n: 2 });
  expect(placeEffect.difference).toMatchObject({ value: -1 / 2, n: 4 });
  expect(placeEffect).toMatchObject({ earlierSeconds: 1.5, laterSeconds: 4.5 });
});

it('says why there is nothing to compare', () => {
  const none = effects([]);
  expect(none.sideEffect.difference).toEqual({ undefinedBecause: 'there are no such ratings' });
  expect(none.placeEffect.earlierSeconds).toHaveProperty('undefinedBecause');
  const verify = orderEffects(
    {
      ...terms,
      labelMode: 'verify',
      questions: writtenQuestions({ questionSet: 'paper', labelMode: 'verify' }),
    },
    [],
  );
  expect(verify.sideEffect.shownFirst).toEqual({
    undefinedBecause: 'raters saw the label instead of choosing',
  });
});
