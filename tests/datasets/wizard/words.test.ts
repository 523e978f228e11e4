import { fileSize, mebibytes } from '../../../server/datasets/wizard/file-size';
import { forecast, forecasts } from '../../../server/datasets/wizard/plan/forecast';
import { guessMapping } from '../../../server/datasets/wizard/preview/guess-mapping';
import { visiblePieces } from '../../../server/datasets/wizard/preview/visible-pieces';

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [999_949, '999.9 kB'],
    [999_960, '1.0 MB'],
    [2_147_483_648, '2.1 GB'],
  ])('writes %d as %s', (bytes, words) => {
    expect(fileSize(bytes)).toBe(words);
  });

  it('writes a limit in the unit it divides into', () => {
    expect([mebibytes(1), mebibytes(1500), mebibytes(2048)]).toEqual(['1 MiB', '1,500 MiB', '2 GiB']);
  });
});

describe('a forecast', () => {
  /*
   * 100 items by 3 raters, 36 seconds each at 10 an hour: 300 ratings, 3 hours, 30.
   * Wilson at 95 of 100, z² = 3.841459: centre (0.95 + 0.019207) / 1.038415 = 0.933353,
   * reach z √(0.0475/100 + 3.841459/40000) / 1.038415 = 1.959964 · 0.023896 / 1.038415 = 0.045104.
   */
  it('multiplies, and knows how sure the study would be', () => {
    const figures = forecast(5000, { perDataset: 100, overlap: 3, seconds: 36, pay: 10 });
    expect(figures).toMatchObject({ items: 100, ratings: 300, hours: 3, cost: 30 });
    expect(figures.halfWidth).toBeCloseTo(0.0451, 4);
    expect(figures.low).toBeCloseTo(0.88825, 4);
    expect(figures.high).toBeCloseTo(0.97846, 4);
  });

  it('draws no more items than there are', () => {
    const input = { perDataset: 250, overlap: 1, seconds: 10, pay: 0 };
    expect(forecast(30, input).items).toBe(30);
    expect(forecasts(300, input).map(({ items }) => items)).toEqual([50, 100, 200, 250, 300]);
    expect(forecasts(30, input).map(({ items }) => items)).toEqual([30]);
  });
});

describe('visible text', () => {
  const shown = (text: string, longest = 99): string[] =>
    visiblePieces(text, longest).map(({ text: piece, isInvisible }) => (isInvisible ? `[${piece}]` : piece));

  it('names what cannot be seen and leaves the rest in one piece', () => {
    expect(shown('plain text, ünïcödé and 漢字 👍')).toEqual(['plain text, ünïcödé and 漢字 👍']);
    expect(shown('a\u200bb')).toEqual(['a', '[U+200B]', 'b']);
    expect(shown('\0\ufeff\u00a0')).toEqual(['[U+0000]', '[U+FEFF]', '[U+00A0]']);
    expect(shown('x\ud800')).toEqual(['x', '[U+D800]']);
    expect(shown('a\tb\n')).toEqual(['a', '[→]', 'b', '[↵]']);
  });

  it('stops where it is told, never within a character', () => {
    expect(shown('👍👍👍', 2)).toEqual(['👍👍…']);
    expect(shown('abc', 3)).toEqual(['abc']);
  });
});

describe('a guessed mapping', () => {
  it('takes our own names first, then names like them', () => {
    expect(guessMapping(['text', 'Question', 'LABEL', 'id'])).toEqual({
      question: 'Question',
      answer_matching_behavior: 'LABEL',
      id: 'id',
    });
    expect(guessMapping(['a', 'b'])).toEqual({});
  });
});
