import { paths } from '../../server/paths';
import type { Role } from '../../server/web/current-user';
import { navigationFor } from '../../server/web/navigation';
import { wordsIn } from '../../server/web/wording/words';

const current = (role: Role, path: string): string[] =>
  navigationFor(role, path, wordsIn('en')).flatMap((link) => (link.current ? [link.text] : []));

describe('the navigation', () => {
  it('shows each role its own places, and visitors none', () => {
    const places = (role: Role | undefined): string[] =>
      navigationFor(role, '/', wordsIn('en')).map(({ text }) => text);
    expect(places('admin')).toEqual(['Studies', 'Datasets', 'Agreement', 'People', 'Account']);
    expect(places('analyst')).toEqual(['Studies', 'Datasets', 'Agreement', 'Account']);
    expect(places('adjudicator')).toEqual(['Studies', 'Datasets', 'Account']);
    expect(places('rater')).toEqual(['Work', 'History', 'Account']);
    expect(places(undefined)).toEqual([]);
  });

  it('marks the place a page belongs to, also where its address begins otherwise', () => {
    expect(current('admin', paths.studyInvites('x'))).toEqual(['Studies']);
    for (const path of [paths.import('x'), paths.pairs(), paths.lint()]) {
      expect(current('admin', path)).toEqual(['Datasets']);
    }
    for (const path of [paths.workDone('x'), paths.parked()])
      expect(current('rater', path)).toEqual(['Work']);
    expect(current('admin', '/studiesque')).toEqual([]);
  });
});
