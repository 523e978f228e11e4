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
// Other programs need no time to become fast, and a server has had it: a tenth of the crowd goes first.
const { labels, items, raters } = JSON.parse(size) as CrowdSize;
one?.run(madeCrowd({ labels: labels / 10, items: items / 10, raters }, seed));
const before = process.cpuUsage();
const search = one?.run(crowd);
const { user, system } = process.cpuUsage(before);
const result: OneResult = {
  seconds: (user + system) / 1e6,
  iterations: search?.iterations ?? null,
  megabytes: peakMemory(process.pid),
};
process.stdout.write(JSON.stringify(result));
