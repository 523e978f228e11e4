import type { World } from '../world';

/** Something that is done to the server. A new one is a file beside the others and a line in `index.ts`. */
export interface Fault {
  readonly name: string;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  /** Whether it can be done here; always, when absent. */
  readonly isPossible?: (world: World) => boolean;
  /** May leave the server dead: it is started again then. */
  readonly run: (world: World) => Promise<void>;
}
