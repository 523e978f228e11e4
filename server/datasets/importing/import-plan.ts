import type { Polarity, Purpose, Source } from '../describing/describe-file';

/** What an admin says about the dataset that an import is to become; drafted from the file's name. */
export interface ImportPlan {
  readonly slug: string;
  readonly purpose: Purpose;
  readonly source: Source;
  readonly polarity: Polarity;
  readonly family: string;
  readonly category: string;
  /** Completes "Someone who …". */
  readonly behavior: string;
  /** Whether the sentence may be shown to raters as it is. */
  readonly confirmBehavior: boolean;
  /** What raters should be warned of; '' for nothing. */
  readonly contentNote: string;
  readonly tags: readonly string[];
  /** Keys of lint rules whose findings are quarantined from the start. */
  readonly quarantine: readonly string[];
  /** Set when the very bytes are a dataset already and a second one is wanted. */
  readonly asCopy: boolean;
}
