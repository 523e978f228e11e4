import { progressLine } from '../../server/bin/progress-bar';

const half = '████████████░░░░░░░░░░░░';

it('shows the name, the share of both steps, the bytes and the rows of a file', () => {
  const start = { step: 'importing', done: 0, total: 12_340_000, rows: 0 } as const;
  expect(progressLine('rain.jsonl', start, 120)).toBe(
    `rain.jsonl ${half} 50% importing 0.0 of 12.3 MB, 0 rows`,
  );
  const end = { step: 'importing', done: 12_340_000, total: 12_340_000, rows: 1234 } as const;
  expect(progressLine('rain.jsonl', end, 120)).toBe(
    `rain.jsonl ${'█'.repeat(24)} 100% importing 12.3 of 12.3 MB, 1,234 rows`,
  );
  const checked = { step: 'checking', done: 0, total: 0, rows: 1 } as const;
  expect(progressLine('empty.jsonl', checked, 120)).toContain(`${half} 50% checking 0.0 of 0.0 MB, 1 row`);
});

it('keeps to one line of the terminal, showing the end of a long name', () => {
  const progress = { step: 'checking', done: 1, total: 2, rows: 3 } as const;
  const line = progressLine(`${'folder/'.repeat(20)}rain.jsonl`, progress, 80);
  expect(line).toHaveLength(79);
  expect(line).toMatch(/^….*rain\.jsonl /);
  expect(progressLine('rain.jsonl', progress, 30)).toHaveLength(29);
});
