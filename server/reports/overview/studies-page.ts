import type { Progress } from '../../agreement/agreement-store';
import { paths } from '../../paths';
import { stateOf } from '../../studies/study-state';
import type { Study } from '../../studies/study-store';
import { dateTime, percent, wholeNumber } from '../../web/format';
import type { PageLocals } from '../../web/render-page';

/** Every study with how far it has come. */
export function studiesPage(studies: readonly Study[], progress: readonly Progress[]): PageLocals {
  const progressOf = new Map(progress.map((one) => [one.studyId, one]));
  return {
    title: 'Studies',
    columns: [
      { text: 'Study' },
      { text: 'State' },
      { text: 'Label mode' },
      { text: 'Items', numeric: true },
      { text: 'Overlap', numeric: true },
      { text: 'Ratings', numeric: true },
      { text: 'Made' },
    ],
    rows: studies.map((study) => {
      const { items, ratings, open } = progressOf.get(study.id) ?? { items: 0, ratings: 0, open: 0 };
      return [
        { text: study.name, href: paths.study(study.id) },
        stateOf(study),
        study.labelMode,
        wholeNumber(items),
        wholeNumber(study.overlap),
        ratingsCell(ratings, ratings + open),
        dateTime(study.createdAt),
      ];
    }),
  };
}

function ratingsCell(ratings: number, wanted: number): { text: string; note?: string } {
  const text = `${wholeNumber(ratings)} of ${wholeNumber(wanted)}`;
  return wanted === 0 ? { text } : { text, note: percent(ratings / wanted) };
}
