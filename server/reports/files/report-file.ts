import type { Context } from '../../context';
import type { Study } from '../../studies/study-store';
import type { Report } from '../report';

/** What files are made from: a report, and the study as it was when it was computed. */
export interface FileSource {
  readonly context: Pick<Context, 'config' | 'db'>;
  readonly study: Study;
  readonly report: Report;
  /** The text of the report's JSON file. */
  readonly text: string;
}

/** One file of a report: offered alone and in the bundle. */
export interface ReportFile {
  /** What it is called on the command line. */
  readonly key: string;
  readonly name: string;
  /** What is in it, in a few words. */
  readonly says: string;
  readonly contentType: string;
  /** Whether it is read from the ratings, and so offered only while they are those of the report. */
  readonly needsRatings: boolean;
  write(source: FileSource): AsyncIterable<string | Uint8Array>;
}
