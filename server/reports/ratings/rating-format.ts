import type { RatingLine } from './rating-line';
import type { ReportedStudy } from '../report';

/** A kind of file the ratings themselves can be had as. */
export interface RatingFormat {
  /** File ending and name on the command line. */
  readonly key: string;
  readonly name: string;
  readonly contentType: string;
  readonly write: (study: ReportedStudy, ratings: AsyncIterable<RatingLine>) => AsyncIterable<string>;
}
