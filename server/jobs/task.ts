/**
 * A computation that a thread can do: no database, no context; what goes in and comes out can be cloned. The list of
 * all of them is in `worker.ts`.
 */
export interface Task<Input, Output> {
  readonly name: string;
  run(input: Input): AsyncIterable<Output>;
}
