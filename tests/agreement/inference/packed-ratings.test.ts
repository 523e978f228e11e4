import { packRatings, unpackRatings } from '../../../server/agreement/packed-ratings';
import { answersOf } from '../counted';
import { smallStudy } from '../small-study';
import { rated } from '../written-study';

const { items } = smallStudy.datasets[0]!;

it('gives the ratings back as they were, by item and rater, whatever order the answers came in', () => {
  const answers = answersOf(items, smallStudy.synthetic);
  const ratings = unpackRatings(packRatings(answers));
  expect(ratings.map(({ position, pseudonym }) => `${position} ${pseudonym}`)).toEqual([
    ...['0 R-1', '0 R-2', '0 R-3', '1 R-1', '1 R-2', '1 R-3', '2 R-1', '2 R-2', '2 R-3', '3 R-1', '3 R-2'],
  ]);
  expect(ratings[2]).toEqual({
    ...{ position: 0, pseudonym: 'R-3', isSynthetic: true, isFurther: false, choicesReversed: false },
    ...{ flag: null, milliseconds: 3000, submittedAt: 0 },
    answers: new Map([
      ['ambiguity', 'no'],
      ['label', '1'],
      ['relevance', '4'],
    ]),
  });
  expect(unpackRatings(packRatings([...answers].reverse()))).toEqual(ratings);
});

it('keeps what is missing missing', () => {
  const [untimed] = unpackRatings(
    packRatings(
      answersOf([
        {
          ...items[0]!,
          ratings: [
            { ...rated('R-1', [5, 0, 'yes']), milliseconds: null, flag: 'typo', choicesReversed: true },
          ],
        },
      ]),
    ),
  );
  expect(untimed).toMatchObject({ milliseconds: null, flag: 'typo', choicesReversed: true });
  expect(unpackRatings(packRatings([]))).toEqual([]);
});
