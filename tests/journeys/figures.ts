import type { LabelMode } from './rating-page';

/*
 * Line            1   2   3   4   5   6   7   8   9   10
 * label           Y   Y   Y   Y   Y   N   N   N   N   N
 * ada ben cai    YYY YYY YYN YNY NNY NNN NNN NYN NNN YYN
 * majority        Y   Y   Y   Y   N   N   N   N   N   Y    equal to the label: 8 of 10 items, no ties
 * equal           3   3   2   2   1   3   3   2   3   1    23 of 30 ratings
 *
 * Wilson, z = 1.959964, z² = 3.841459:
 *   8 of 10:  (0.8 + z²/20 ± z √(0.8·0.2/10 + z²/400)) / (1 + z²/10) = 0.716740 ± 0.226578
 * The 30 ratings are three of each of 10 items; with p = 23/30 equal, 2.3 of each item's three are expected to be:
 *   Σ(equal − 2.3)² = 5·0.7² + 3·0.3² + 2·1.3² = 6.1;
 *   variance 10/9 · 6.1 / 30² = 61/8100, of independent ratings p(1 − p)/29 = 161/26100;
 *   they count as n = 30 · (161/26100) / (61/8100) = 43470/1769 = 24.573205 independent ones;
 *   23 of 30 at that n: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n) = 0.730615 ± 0.159638
 *
 * Five items are unanimous (pairs agree: 1), five are two against one (pairs agree: 1 of 3), so
 *   percent agreement = (5 + 5/3) / 10 = 2/3.
 * Blind, 14 answers are Yes and 16 are No:
 *   Fleiss:       chance = (14² + 16²) / 30² = 452/900;  (2/3 − 452/900) / (1 − 452/900) = 148/448
 *   Krippendorff: 1 − (1/3) / (2·14·16 / (30·29)) = 1 − 290/448 = 158/448
 *   Gwet:         chance = 2 · 14/30 · 16/30 = 448/900;  (2/3 − 448/900) / (1 − 448/900) = 152/452
 *   Brennan and Prediger, also verified: (2/3 − 1/2) / (1 − 1/2) = 1/3
 * Verified, the answers are correct 23 times and incorrect 7 times:
 *   Fleiss:       chance = (23² + 7²) / 30² = 578/900;   (2/3 − 578/900) / (1 − 578/900) = 22/322
 *   Krippendorff: 1 − (1/3) / (2·23·7 / (30·29)) = 1 − 290/322 = 32/322
 *   Gwet:         chance = 2 · 23/30 · 7/30 = 322/900;   (2/3 − 322/900) / (1 − 322/900) = 278/578
 *
 * Relevance: nine times 5, nine times 4, nine times 3, three times 1: mean 111/30 = 3.7;
 *   SD = √((9·1.3² + 9·0.3² + 9·0.7² + 3·2.7²) / 29) = √(42.3 / 29) = 1.207734.
 *   Ordinal alpha: squared distances 36 (1–3), 225 (1–4), 576 (1–5), 81 (3–4), 324 (3–5), 81 (4–5);
 *   observed 9 · (81 + 324 + 81) = 4374; expected 2·(27·36 + 27·225 + 27·576 + 81·81 + 81·324 + 81·81) = 123930;
 *   1 − 29 · 4374 / 123930 = −2/85.
 * Ambiguity: two raters on line 5, one on line 10, none on the other eight.
 */

const measures = {
  blind: {
    percentAgreement: 2 / 3,
    fleissKappa: 148 / 448,
    krippendorffAlpha: 158 / 448,
    gwetAc1: 152 / 452,
    brennanPrediger: 1 / 3,
  },
  verify: {
    percentAgreement: 2 / 3,
    fleissKappa: 22 / 322,
    krippendorffAlpha: 32 / 322,
    gwetAc1: 278 / 578,
    brennanPrediger: 1 / 3,
  },
};

/** What the report must hold, to five digits. */
export function expectedFigures(labelMode: LabelMode): Record<string, unknown> {
  const outcomes = Object.entries(measures[labelMode]).map(([key, value]) => [key, about({ value, n: 10 })]);
  return {
    items: 10,
    completeItems: 10,
    incompleteItems: 0,
    ratings: 30,
    labelAgreement: about({ value: 0.8, low: 0.490162, high: 0.943318, n: 10, ties: 0 }),
    ratingLabelAgreement: about({ value: 23 / 30, low: 0.570978, high: 0.890253, n: 30 }),
    ...(Object.fromEntries(outcomes) as Record<string, unknown>),
    relevance: expect.objectContaining({
      ...about({ mean: 3.7, sd: Math.sqrt(42.3 / 29), n: 30 }),
      histogram: { 1: 3, 2: 0, 3: 9, 4: 9, 5: 9 },
      krippendorffAlpha: expect.objectContaining(about({ value: -2 / 85, n: 10 })) as unknown,
    }),
    ambiguity: expect.objectContaining({ histogram: { 0: 8, 1: 1, 2: 1, 3: 0 } }),
  };
}

/** The rows of the study's table about labels, as people read them. */
export function expectedRows(labelMode: LabelMode): string[][] {
  const { percentAgreement, fleissKappa, krippendorffAlpha, gwetAc1, brennanPrediger } = measures[labelMode];
  const row = (name: string, value: number): string[] => [name, value.toFixed(3), '–', '10 items'];
  return [
    ['Label agreement (items whose majority agrees)', '80.0%', '49.0–94.3%', '10 items'],
    ['Ties (no majority, counted as not agreeing)', '0', '–', '–'],
    ['Single ratings that agree with the label', '76.7%', '57.1–89.0%', '30 ratings'],
    row('Percent agreement', percentAgreement),
    row('Fleiss’ kappa', fleissKappa),
    row('Krippendorff’s alpha', krippendorffAlpha),
    row('Gwet’s AC1', gwetAc1),
    row('Brennan and Prediger', brennanPrediger),
  ];
}

function about(figures: Record<string, number>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, expect.closeTo(value, 5)]));
}
