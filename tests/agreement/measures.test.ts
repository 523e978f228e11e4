import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measures } from '../../server/agreement/measures';

const page = readFileSync(join(__dirname, '../../docs/statistics.md'), 'utf8');

describe('the list of measures', () => {
  it('has different keys', () => {
    expect(new Set(measures.map(({ key }) => key)).size).toBe(measures.length);
  });

  it.each(measures)('documents $name in docs/statistics.md', ({ key, name, citation }) => {
    expect(page).toContain(`### ${name} (\`${key}\`)`);
    // Last author and year.
    const [, author, year] = /^[\w ]*?(\w+) \((\d{4})\)/.exec(citation)!;
    expect(page.slice(page.indexOf(`(\`${key}\`)`))).toMatch(new RegExp(`${author} \\(${year}\\)`));
  });
});
