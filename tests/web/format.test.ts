import {
  date,
  dateTime,
  decimal,
  duration,
  interval,
  percent,
  plural,
  wholeNumber,
} from '../../server/web/format';

describe('format', () => {
  it('writes numbers as people read them', () => {
    expect(percent(0.934)).toBe('93.4%');
    expect(interval(0.8751, 0.9724)).toBe('87.5–97.2%');
    expect(decimal(-0.00001)).toBe('0.000');
    expect(decimal(-0.25, 2)).toBe('-0.25');
    expect(wholeNumber(1234567)).toBe('1,234,567');
    expect([plural(1, 'item', 'items'), plural(0, 'item', 'items'), plural(1200, 'item', 'items')]).toEqual([
      '1 item',
      '0 items',
      '1,200 items',
    ]);
  });

  it('writes times in UTC and durations in two units', () => {
    expect(dateTime(Date.UTC(2026, 10, 21, 5, 28, 31))).toBe('2026-11-21 05:28 UTC');
    expect(date(Date.UTC(2026, 10, 21, 23, 59))).toBe('2026-11-21');
    expect([400, 59_400, 60_000, 125_000, 3_725_000].map(duration)).toEqual([
      '0 s',
      '59 s',
      '1 min 0 s',
      '2 min 5 s',
      '1 h 2 min',
    ]);
  });
});
