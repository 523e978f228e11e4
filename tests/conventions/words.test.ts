import { filesUnder } from '../support/source-tree';

/** Words for which the project has its own; the README says which. */
const otherWords =
  /\b(annotators?|annotations?|crowd ?workers?|workers?|corpus|corpora|campaigns?|ground truth|metrics?|redundancy|judge?ments?)\b/i;

/** What a person reads of a view: no code, no tags, but the texts that code hands on. */
function readable(view: string): string {
  const texts = [...view.matchAll(/<%[\s\S]*?%>/g)].flatMap(([code]) => code.match(/'[^']*'/g) ?? []);
  return [view.replace(/<%[\s\S]*?%>/g, ' ').replace(/<[^>]*>/g, ' '), ...texts].join('\n');
}

it('names tables and columns in the project’s words', () => {
  const names = filesUnder('migrations', '.sql').flatMap(({ path, text }) =>
    [...text.replace(/--.*$/gm, '').matchAll(/\w+/g)].map(([word]) => ({
      path,
      word: word.replaceAll('_', ' '),
    })),
  );
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter(({ word }) => otherWords.test(word))).toEqual([]);
});

it('speaks to people in the project’s words', () => {
  const spoken = filesUnder('views', '.ejs').flatMap(({ path, text }) => {
    const word = otherWords.exec(readable(text))?.[0];
    return word ? [`${path}: ${word}`] : [];
  });
  expect(spoken).toEqual([]);
});

it('names code in the project’s words', () => {
  const inCode = /\b\w*(annotator|annotation|crowdworker|corpus|campaign|groundTruth|metric)\w*\b/i;
  // The field and the headings that the hub prescribes for a dataset card, and nothing else of that file.
  const prescribed = /'(annotations_creators:|## Annotation process|## Who are the annotators\?)'/g;
  const named = filesUnder('server', '.ts').flatMap(({ path, text }) => {
    const word = inCode.exec(text.replace(prescribed, '').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''))?.[0];
    return word ? [`${path}: ${word}`] : [];
  });
  expect(named).toEqual([]);
});
