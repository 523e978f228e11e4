import { shareLine } from '../../server/bin/progress-bar';

it('shows the name, the share and the counts of a step', () => {
  const copying = { step: 'copying', done: 12_345, total: 24_690, unit: 'rows' };
  expect(shareLine('assay.db', copying, 120)).toBe(
    'assay.db ████████████░░░░░░░░░░░░ 50% copying, 12,345 of 24,690 rows',
  );
  expect(shareLine('assay.db', { step: 'checking', done: 0, total: 0, unit: 'files' }, 120)).toContain(
    `${'█'.repeat(24)} 100% checking, 0 of 0 files`,
  );
  expect(shareLine('folder/'.repeat(20), copying, 80)).toHaveLength(79);
});
