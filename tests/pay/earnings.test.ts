import fc from 'fast-check';
import {
  addWork,
  amountForTime,
  earnedOnDayOf,
  earningsOf,
  hourlyRate,
  inTime,
  minorUnits,
  nothingEarned,
  type Rates,
} from '../../server/pay/earnings';
import { workKinds, type Work, type WorkKind } from '../../server/pay/work';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const nine = Date.UTC(2026, 2, 2, 9);

/** 12 cents an item, 40 seconds expected, idle cut after 5 minutes, training as any item, 50 cents for a screen-out. */
const byItem: Rates = {
  validFrom: 0,
  rate: 'item',
  amount: 12,
  estimatedSeconds: 40,
  idleSeconds: 300,
  trainingAmount: null,
  screenOutAmount: 50,
};
/** 9 dollars an hour. */
const byHour: Rates = { ...byItem, rate: 'hour', amount: 900 };

let made = 0;
/** Handed out `from` after nine, sent `to` after nine. */
function work(from: number | null, to: number, kind: WorkKind = 'rated'): Work {
  made += 1;
  const servedAt = from === null ? null : nine + from;
  return { id: String(made).padStart(4, '0'), kind, servedAt, submittedAt: nine + to };
}

const cents = (works: readonly Work[], terms: readonly Rates[]): number =>
  minorUnits(earningsOf(works, terms).units);
const active = (works: readonly Work[], terms: readonly Rates[] = [byHour]): number =>
  earningsOf(works, terms).activeMilliseconds;

describe('pay by the item', () => {
  it('pays every answer the same: rated, late, surplus and gold', () => {
    const works = [
      work(0, 30 * second),
      work(30 * second, 3 * hour, 'late'),
      work(3 * hour, 3 * hour + minute, 'surplus'),
      work(3 * hour + minute, 3 * hour + 2 * minute, 'gold'),
    ];
    // 4 × 12 cents.
    expect(cents(works, [byItem])).toBe(48);
  });

  it('pays nothing for skips', () => {
    // 2 × 12 cents; the skip between them is none.
    expect(
      cents([work(0, minute), work(minute, 2 * minute, 'skipped'), work(2 * minute, 3 * minute)], [byItem]),
    ).toBe(24);
  });

  it('pays training as any item, or a fixed amount, and a screen-out by its own sum', () => {
    const works = [
      work(0, minute, 'training'),
      work(minute, 2 * minute, 'training'),
      work(null, 2 * minute, 'screened out'),
    ];
    // 2 × 12 + 50, and with 5 cents for a training item 2 × 5 + 50.
    expect(cents(works, [byItem])).toBe(74);
    expect(cents(works, [{ ...byItem, trainingAmount: 5 }])).toBe(60);
    expect(cents(works, [{ ...byItem, trainingAmount: 0 }])).toBe(50);
  });
});

describe('pay by the hour', () => {
  it('pays the time from handing out to answer', () => {
    // 40 s + 80 s = 120 s = 1/30 h; 900 / 30 = 30 cents.
    expect(cents([work(0, 40 * second), work(40 * second, 120 * second)], [byHour])).toBe(30);
  });

  it('cuts idle time, item by item', () => {
    // 20 minutes on the first item count for 5, the second takes 1: 6 minutes of 900 cents an hour are 90 cents.
    const works = [work(0, 20 * minute), work(20 * minute, 21 * minute)];
    expect(active(works)).toBe(6 * minute);
    expect(cents(works, [byHour])).toBe(90);
  });

  it('counts exactly the idle cut as time, and one millisecond more no longer', () => {
    expect(active([work(0, 5 * minute)])).toBe(5 * minute);
    expect(active([work(0, 5 * minute + 1)])).toBe(5 * minute);
    expect(active([work(0, 5 * minute - 1)])).toBe(5 * minute - 1);
  });

  it('pays a late answer up to the idle cut', () => {
    // 3 hours after it was handed out, with nothing sent between: 5 minutes, 75 cents.
    expect(cents([work(0, 3 * hour, 'late')], [byHour])).toBe(75);
  });

  it('pays no moment twice when an earlier item is answered after a later one', () => {
    // Handed out at 0 and passed on; the next taken at 1 min, sent at 3 min; then the first after all, at 3 min 20 s.
    // 2 min + 20 s = 140 s; 900 × 140 / 3600 = 35 cents. Not 2 min + 200 s.
    const works = [work(0, 3 * minute + 20 * second), work(minute, 3 * minute)];
    expect(active(works)).toBe(140 * second);
    expect(cents(works, [byHour])).toBe(35);
  });

  it('pays training like items, or by the fixed amount, and its time counts either way', () => {
    const works = [work(0, 2 * minute, 'training'), work(2 * minute, 4 * minute)];
    // 4 min: 60 cents. With 7 cents for the training item: 7 + 30 = 37 cents for the same 4 min.
    expect(cents(works, [byHour])).toBe(60);
    expect(cents(works, [{ ...byHour, trainingAmount: 7 }])).toBe(37);
    expect(active(works, [{ ...byHour, trainingAmount: 7 }])).toBe(4 * minute);
  });

  it('counts the expected time where the clock went back', () => {
    // 40 s of 900 cents an hour: 10 cents.
    expect(cents([work(null, minute)], [byHour])).toBe(10);
    // But not more than passed since the answer before: 20 s, so 900 × (60 + 20) / 3600 = 20 cents.
    expect(cents([work(0, minute), work(null, minute + 20 * second)], [byHour])).toBe(20);
  });

  it('rounds once, at the end, half a cent up', () => {
    // 2 s of 900 cents an hour are 0.5 cents; rounded up they are 1. Ten of them are 5 cents, not 10.
    expect(cents([work(0, 2 * second)], [byHour])).toBe(1);
    const ten = Array.from({ length: 10 }, (_, n) => work(n * minute, n * minute + 2 * second));
    expect(cents(ten, [byHour])).toBe(5);
    // 1.999 s are 0.49975 cents: nothing.
    expect(cents([work(0, 1999)], [byHour])).toBe(0);
  });

  it('is exact where floating point would not be', () => {
    // 10,000,000 × 3,599,999 / 3,600,000 = 9,999,997.22…
    expect(minorUnits(10_000_000n * 3_599_999n)).toBe(9_999_997);
    expect(amountForTime(1, 1_800_000)).toBe(1);
    expect(amountForTime(1, 1_799_999)).toBe(0);
  });
});

describe('terms', () => {
  it('pay what they promised when the item was handed out', () => {
    const lower: Rates = { ...byItem, amount: 4, validFrom: nine + 90 * second };
    // The second was handed out before the change and sent after it: 12 + 12 + 4.
    const works = [work(0, minute), work(minute, 2 * minute), work(2 * minute, 3 * minute)];
    expect(cents(works, [byItem, lower])).toBe(28);
  });

  it('never make less of what is earned, whatever comes', () => {
    const works = [work(0, minute), work(minute, 7 * minute), work(7 * minute, 8 * minute, 'training')];
    const later = { validFrom: nine + 9 * minute };
    for (const before of [byItem, byHour]) {
      for (const change of [
        { amount: 1 },
        { rate: 'none' },
        { idleSeconds: 10 },
        { trainingAmount: 0 },
      ] as const) {
        expect(earningsOf(works, [before, { ...before, ...change, ...later }])).toEqual(
          earningsOf(works, [before]),
        );
      }
    }
  });

  it('can go from items to hours: both are summed before rounding', () => {
    const hours: Rates = { ...byHour, validFrom: nine + minute };
    // 12 cents, and 2 s of 900 cents an hour, 0.5 cents: 12.5, rounded up.
    expect(cents([work(0, minute), work(minute, minute + 2 * second)], [byItem, hours])).toBe(13);
  });

  it('that pay nothing, or are not there yet, come to nothing', () => {
    const works = [work(0, minute), work(null, minute, 'screened out')];
    expect(cents(works, [])).toBe(0);
    expect(cents(works, [{ ...byItem, rate: 'none' }])).toBe(0);
    expect(cents(works, [{ ...byItem, validFrom: nine + hour }])).toBe(0);
  });
});

it('tells what the day has come to, which with the days before makes the whole', () => {
  // 0.5 cents on the first day and 0.5 on the second: 1 cent in all, of which the second day added none.
  const day = 24 * hour;
  const works = [work(0, 2 * second), work(day, day + 2 * second)];
  const sum = earningsOf(works, [byHour]);
  expect(minorUnits(sum.units)).toBe(1);
  expect(earnedOnDayOf(sum, nine + day + minute)).toBe(0);
  expect(earnedOnDayOf(earningsOf(works.slice(0, 1), [byHour]), nine)).toBe(1);
  expect(earnedOnDayOf(sum, nine + 2 * day)).toBe(0);
  expect(earnedOnDayOf(nothingEarned, nine)).toBe(0);
});

it('tells what an hour has come to', () => {
  // 12 cents in 40 seconds are 1080 an hour.
  expect(hourlyRate(earningsOf([work(0, 40 * second)], [byItem]))).toBe(1080);
  expect(hourlyRate(nothingEarned)).toBeUndefined();
});

describe('earnings, for any work', () => {
  const anyWork = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom(...workKinds),
    servedAt: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
    submittedAt: fc.integer({ min: 0, max: 10_000_000 }),
  });
  const works = fc.uniqueArray(anyWork, { selector: ({ id }) => id, maxLength: 30 });
  const anyTerms = fc.constantFrom(
    [byItem],
    [byHour],
    [byItem, { ...byHour, validFrom: 4_000_000 }],
    [
      { ...byHour, trainingAmount: 3 },
      { ...byHour, amount: 1, idleSeconds: 60, validFrom: 6_000_000 },
    ],
  );

  it('are the same in whatever order the work is listed, and however often they are counted', () => {
    const shuffled = works.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, anyTerms, ([list, other], terms) => {
        const before = JSON.stringify(list);
        expect(earningsOf(other, terms)).toEqual(earningsOf(list, terms));
        expect(earningsOf(list, terms)).toEqual(earningsOf(list, terms));
        expect(JSON.stringify(list)).toBe(before);
      }),
    );
  });

  it('are the same when counting stops anywhere and goes on from there', () => {
    fc.assert(
      fc.property(works, anyTerms, fc.nat(30), (list, terms, cut) => {
        const sorted = [...list].sort(inTime);
        const first = earningsOf(sorted.slice(0, cut), terms);
        expect(sorted.slice(cut).reduce((sum, one) => addWork(sum, one, terms), first)).toEqual(
          earningsOf(list, terms),
        );
      }),
    );
  });

  it('never become less by more work, count no moment twice, and take no notice of skips', () => {
    fc.assert(
      fc.property(works, anyTerms, (list, terms) => {
        const all = earningsOf(list, terms);
        const sorted = [...list].sort(inTime);
        expect(earningsOf(sorted.slice(0, -1), terms).units <= all.units).toBe(true);
        const last = sorted.at(-1)?.submittedAt ?? 0;
        expect(all.activeMilliseconds).toBeLessThanOrEqual(last + 300_000);
        expect(all.activeMilliseconds).toBeLessThanOrEqual(all.answers * 300_000);
        expect(
          earningsOf(
            list.filter(({ kind }) => kind !== 'skipped'),
            terms,
          ),
        ).toEqual(all);
      }),
    );
  });

  it('do not change when a pause of any length lies between answers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 20 }),
        fc.nat(20),
        fc.nat(1e9),
        (times, at, pause) => {
          const run = (pauseAt: number) => {
            let now = 0;
            return times.map((taken, index): Work => {
              if (index === pauseAt) now += pause;
              const servedAt = now;
              now += taken;
              return { id: String(index).padStart(3, '0'), kind: 'rated', servedAt, submittedAt: now };
            });
          };
          for (const terms of [[byItem], [byHour]]) {
            expect(earningsOf(run(at), terms).units).toBe(earningsOf(run(-1), terms).units);
          }
        },
      ),
    );
  });
});
