import { isUndefined } from '../../statistics/outcome';
import type { LabelAgreement } from '../../agreement/label-agreement';
import type { NewCrowd } from '../../agreement/inference/label-inference';
import type { Report } from '../report';
import type { ReportFile } from './report-file';

/** A table for a paper, in the manner of booktabs. */
export const latexFile: ReportFile = {
  key: 'tex',
  name: 'table.tex',
  says: 'label agreement by dataset as a LaTeX table (needs the package booktabs)',
  contentType: 'application/x-tex; charset=utf-8',
  needsRatings: false,
  async *write({ report }) {
    yield latexTable(report);
  },
};

export function latexTable({ study, datasets, pooled, settings, snapshot }: Report): string {
  const rows = datasets.map((one) => row(one.slug, one.labelAgreement, one.newCrowd.labelAgreement));
  return [
    ...(snapshot.state === 'live' ? ['% Live, not final: the study is not locked.'] : []),
    '\\begin{table}',
    '\\centering',
    `\\caption{Label agreement of ${latexText(study.name)}: share of items whose majority of ${study.overlap} raters (${study.labelMode}) gives the label, with 95\\% intervals for these raters (Wilson) and for other raters (two-way). Seed ${settings.seed}.}`,
    '\\begin{tabular}{lrrrrr}',
    '\\toprule',
    'Dataset & Agreement & These raters & Other raters & $n$ & Ties \\\\',
    '\\midrule',
    ...rows,
    '\\midrule',
    row('All', pooled.labelAgreement, pooled.newCrowd.labelAgreement),
    '\\bottomrule',
    '\\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}

function row(name: string, agreement: LabelAgreement, crowd: NewCrowd): string {
  const cells = isUndefined(agreement)
    ? ['--', '--', '--', '0']
    : [share(agreement.value), ends(agreement), isUndefined(crowd) ? '--' : ends(crowd), String(agreement.n)];
  return `${[latexText(name), ...cells, String(agreement.ties)].join(' & ')} \\\\`;
}

function share(value: number): string {
  return `${(value * 100).toFixed(1)}\\%`;
}

function ends({ low, high }: { low: number; high: number }): string {
  return `${(low * 100).toFixed(1)}--${(high * 100).toFixed(1)}`;
}

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

/** Text that LaTeX prints and does not obey; what no font could show becomes a space. */
export function latexText(text: string): string {
  return text.replace(/[\\{}$&#%_^~]/g, (mark) => special[mark]!).replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ');
}
