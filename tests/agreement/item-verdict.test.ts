import { agreementOf, type StudyTerms } from '../../server/agreement/dataset-agreement';
import { itemVerdicts, type ItemVerdict } from '../../server/agreement/item-verdict';
import { tallyOf } from './counted';
import { smallStudy } from './small-study';
import { rated, writtenQuestions, type WrittenItem, type WrittenRating } from './written-study';

const questions = writtenQuestions(smallStudy);
const blind: StudyTerms = { labelMode: 'blind', overlap: 2, questions };

type Rating = readonly [relevance: number, answer: number, ambiguous: 'yes' | 'no', flag?: string];

/** An item with the label Yes, of which the answer is 0. */
function item(ratings: readonly Rating[], labelIndex: number | null = 0): WrittenItem {
  const written = ratings.map(([relevance, answer, ambiguous, flag], rater): WrittenRating => ({
    ...rated(`R-${rater + 1}`, [relevance, answer, ambiguous], 1000),
    ...(flag === undefined ? {} : { flag }),
  }));
  return { text: 'An item', choices: ['Yes', 'No'], labelIndex, ratings: written };
}

const verdictsOf = (items: readonly WrittenItem[], terms = blind) =>
  agreementOf(terms, tallyOf(items)).verdicts;

function only(verdict: ItemVerdict): Record<string, number> {
  return Object.fromEntries(itemVerdicts.map(({ key }) => [key, key === verdict ? 1 : 0]));
}

const good: Rating = [5, 0, 'no'];

it.each<[string, ItemVerdict, readonly Rating[]]>([
  ['in order', 'valid', [good, good]],
  ['whose majority gives another answer', 'mislabelled', [[5, 1, 'no'], [5, 1, 'no'], good]],
  ['whose raters are tied', 'undecided', [[5, 1, 'no'], good]],
  ['that half call ambiguous', 'ambiguous', [[5, 0, 'yes'], good]],
  [
    'that is tied and ambiguous',
    'ambiguous',
    [
      [5, 1, 'yes'],
      [5, 0, 'yes'],
    ],
  ],
  [
    'below the middle of relevance',
    'irrelevant',
    [
      [2, 0, 'no'],
      [3, 0, 'no'],
    ],
  ],
  [
    'that is irrelevant and mislabelled and ambiguous',
    'irrelevant',
    [
      [1, 1, 'yes'],
      [1, 1, 'yes'],
    ],
  ],
  ['that half flag as broken', 'malformed', [[5, 0, 'no', 'typo'], good]],
  [
    'flagged as broken for different reasons',
    'malformed',
    [
      [1, 1, 'yes', 'not-a-question'],
      [1, 1, 'yes', 'wrong-language'],
    ],
  ],
  ['that fewer than half flag as broken', 'valid', [[5, 0, 'no', 'typo'], good, good]],
  [
    'flagged for what it says',
    'valid',
    [
      [5, 0, 'no', 'offensive'],
      [5, 0, 'no', 'other'],
    ],
  ],
])('an item %s is %s', (_what, verdict, ratings) => {
  expect(verdictsOf([item(ratings)])).toEqual(only(verdict));
});

it('judges complete items with a label alone', () => {
  expect(verdictsOf([item([good]), item([good, good], null), item([good, good])])).toEqual(only('valid'));
});

it('takes for in order what was not asked, and judges nothing where labels are not asked about', () => {
  const label = questions.filter(({ name }) => name === 'label');
  expect(
    verdictsOf(
      [
        item([
          [1, 0, 'yes'],
          [1, 0, 'yes'],
        ]),
      ],
      { ...blind, questions: label },
    ),
  ).toEqual(only('valid'));
  const others = questions.filter(({ name }) => name !== 'label');
  expect(verdictsOf([item([good, good])], { ...blind, questions: others })).toBeNull();
});
