import { currencies, majorUnits, money, parseAmount } from '../../server/pay/currency';

it('writes minor units as amounts, with the digits of the currency', () => {
  expect(majorUnits(184, 'USD')).toBe('1.84');
  expect(majorUnits(5, 'EUR')).toBe('0.05');
  expect(majorUnits(0, 'GBP')).toBe('0.00');
  expect(majorUnits(1500, 'JPY')).toBe('1500');
  expect(majorUnits(1500, 'KWD')).toBe('1.500');
  expect(money(184, 'USD')).toBe('$1.84');
  expect(money(1500, 'JPY')).toBe('¥1,500');
  expect(money(184, 'EUR', 'de')).toBe('1,84\u00a0€');
  expect(money(184, 'USD', 'ar')).toBe('\u2066$1.84\u2069');
});

it('reads what it writes, without going through fractions', () => {
  for (const { code } of currencies) {
    for (const amount of [0, 1, 9, 10, 29, 99, 100, 115, 1005, 123_456]) {
      expect(parseAmount(majorUnits(amount, code), code)).toBe(amount);
    }
  }
  expect(parseAmount('9.5', 'USD')).toBe(950);
  expect(parseAmount('12', 'USD')).toBe(1200);
});

it('refuses what is no amount, and parts of the smallest coin', () => {
  for (const text of ['', '-1', '1,5', '0.015', '1.', '.5', '1e3', ' 1', '12345678', '=1', '١']) {
    expect(parseAmount(text, 'USD')).toBeUndefined();
  }
  expect(parseAmount('1.5', 'JPY')).toBeUndefined();
});

it('names currencies as Intl knows them, with as many digits', () => {
  for (const { code, digits } of currencies) {
    expect(Intl.supportedValuesOf('currency')).toContain(code);
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency: code,
    }).resolvedOptions();
    expect(maximumFractionDigits).toBe(digits);
  }
});
