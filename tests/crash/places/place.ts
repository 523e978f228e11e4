/** A database that one round runs on, as its faults can reach it. */
export interface Place {
  readonly databaseUrl: string;
  /** Takes all room on its disk until the function it gives back is called; absent where that cannot be done. */
  readonly fillDisk?: () => () => void;
  /** Ends the database server at once, as a loss of power would, and starts it again; absent where there is none. */
  readonly restartDatabase?: () => Promise<void>;
  /** Takes the database away. @param keepIn a folder for a copy, to look at it later */
  clear(keepIn?: string): Promise<void>;
}

/** Where the databases of a run lie. */
export interface Places {
  /** The database that every round gets a copy of; nobody may use it after the first copy. */
  readonly templateUrl: string;
  /** Why some fault cannot be tried here. */
  readonly leftOut: readonly string[];
  copy(round: number): Promise<Place>;
  close(): Promise<void>;
}
