import { languageOf, type LanguageKey } from '../web/wording/languages';

/** Currencies a study can pay in (ISO 4217), with the digits behind the point that their minor unit makes. */
export const currencies: readonly {
  readonly code: string;
  readonly name: string;
  readonly digits: number;
}[] = [
  { code: 'USD', name: 'US dollar', digits: 2 },
  { code: 'EUR', name: 'Euro', digits: 2 },
  { code: 'GBP', name: 'Pound sterling', digits: 2 },
  { code: 'CAD', name: 'Canadian dollar', digits: 2 },
  { code: 'AUD', name: 'Australian dollar', digits: 2 },
  { code: 'CHF', name: 'Swiss franc', digits: 2 },
  { code: 'SEK', name: 'Swedish krona', digits: 2 },
  { code: 'PLN', name: 'Polish złoty', digits: 2 },
  { code: 'INR', name: 'Indian rupee', digits: 2 },
  { code: 'BRL', name: 'Brazilian real', digits: 2 },
  { code: 'ZAR', name: 'South African rand', digits: 2 },
  { code: 'KES', name: 'Kenyan shilling', digits: 2 },
  { code: 'JPY', name: 'Japanese yen', digits: 0 },
  { code: 'KWD', name: 'Kuwaiti dinar', digits: 3 },
];

function digitsOf(code: string): number {
  return currencies.find((currency) => currency.code === code)?.digits ?? 2;
}

/** `184` US cents as `1.84`. */
export function majorUnits(amount: number, currency: string): string {
  const digits = digitsOf(currency);
  const text = String(amount).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** `1.84` US dollars as `184`; undefined for what is not an amount of the currency, such as parts of a cent. */
export function parseAmount(text: string, currency: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,7})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  const digits = digitsOf(currency);
  if (whole === undefined || part.length > digits) return undefined;
  return Number(`${whole}${part.padEnd(digits, '0')}`);
}

/**
 * As people read it, in European digits as everywhere: `$1.84`. Between words from right to left it stands as in English,
 * set apart, because the parts of an amount would change places.
 */
export function money(amount: number, currency: string, language: LanguageKey = 'en'): string {
  const isReversed = languageOf(language).direction === 'rtl';
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(isReversed ? 'en' : language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const text = format.format(amount / 10 ** digits);
  return isReversed ? `\u2066${text}\u2069` : text;
}
