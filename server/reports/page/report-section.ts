import type { Plot } from '../plots/plot';
import type { Report } from '../report';

type Cell = string | { readonly text: string; readonly note?: string };

export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly { readonly text: string; readonly numeric?: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly empty?: string;
}

/** One part of a report as pages and files show it: what it says in words, then plots, then tables. */
export interface ReportSection {
  readonly heading: string;
  readonly text: readonly string[];
  readonly plots: readonly Plot[];
  readonly tables: readonly ReportTable[];
}

/** Makes a section of a report; null where the report has nothing for it. */
export type SectionOf = (report: Report) => ReportSection | null;
