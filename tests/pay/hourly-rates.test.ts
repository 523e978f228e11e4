import { nothingEarned, type Earnings } from '../../server/pay/earnings';
import { medianHourlyRate, missingToFloor } from '../../server/pay/hourly-rates';

const hour = 3_600_000;

/** So many cents in so many hours, with so many answers. */
function earned(cents: number, hours: number, answers = 5): Earnings {
  return { ...nothingEarned, units: BigInt(cents * hour), activeMilliseconds: hours * hour, answers };
}

it('is the median of what raters’ hours have come to', () => {
  // 900, 1000 and 2600 / 2 = 1300 an hour.
  expect(medianHourlyRate([earned(900, 1), earned(2600, 2), earned(500, 0.5)])).toEqual({
    value: 1000,
    n: 3,
  });
});

it('leaves out raters with fewer than five answers, and those without any time', () => {
  const raters = [earned(900, 1), earned(1000, 1), earned(100, 1, 4), earned(50, 0, 9)];
  expect(medianHourlyRate(raters)).toEqual({ value: 950, n: 2 });
});

it('is undefined with fewer than two such raters', () => {
  for (const raters of [[], [earned(900, 1)], [earned(900, 1), earned(900, 1, 4)]]) {
    expect(medianHourlyRate(raters)).toEqual({
      undefinedBecause: 'fewer than 2 raters have at least 5 answers with time',
    });
  }
});

it('tells what is missing to the floor for all of the time', () => {
  // 1.5 hours at a floor of 1200 are 1800; 1000 are earned.
  expect(missingToFloor(earned(1000, 1.5), 1200)).toBe(800);
  expect(missingToFloor(earned(1800, 1.5), 1200)).toBe(0);
  expect(missingToFloor(earned(5000, 1.5), 1200)).toBe(0);
});
