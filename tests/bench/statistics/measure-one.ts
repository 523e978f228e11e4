import { readFileSync } from 'node:fs';
import { peakMemory } from '../memory';
import { madeCrowd, type CrowdSize } from './made-crowd';
import { measured } from './measured';

/** What one process says of one computation. */
export interface OneResult {
  /** Processor seconds of the thread that computed. */
  readonly seconds: number;
  readonly iterations: number | null;
  /** The most memory of the process, with the ratings in it. */
  readonly megabytes: number;
}

/** Started as `measure-one.ts NAME SIZE SEED`, so that memory is of this computation alone. */
const [, , name, size = '', seed = ''] = process.argv;
const crowd = madeCrowd(JSON.parse(size) as CrowdSize, seed);
const one = measured.find((candidate) => candidate.name === name);
// Other programs need no time to become fast, and a server has had it: another crowd goes first.
one?.run(madeCrowd(JSON.parse(size) as CrowdSize, `${seed}, to warm up`));
const before = threadSeconds();
const search = one?.run(crowd);
const result: OneResult = {
  seconds: threadSeconds() - before,
  iterations: search?.iterations ?? null,
  megabytes: peakMemory(process.pid),
};
process.stdout.write(JSON.stringify(result));

/** Processor seconds of this thread so far: the first figure of its schedstat, see proc(5), is nanoseconds on a processor. */
function threadSeconds(): number {
  const [nanoseconds = ''] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e9;
}
