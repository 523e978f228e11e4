import { Command } from 'commander';
import { coverageBenchmark } from './coverage';
import { coverageComparisonsBenchmark } from './coverage-comparisons';
import { coverageLabelsBenchmark } from './coverage-labels';
import { coverageScalesBenchmark } from './coverage-scales';
import { floodBenchmark } from './flood';
import { foreignIdsBenchmark } from './foreign-ids';
import { importBenchmark } from './import';
import { importLargeBenchmark } from './import-large';
import { rateBenchmark } from './rate';
import { referenceBenchmark } from './reference';
import { reportBenchmark } from './report';
import { statisticsBenchmark } from './statistics';
import { stoppingBenchmark } from './stopping';
import { weightsBenchmark } from './weights';

/** A new benchmark is a file beside this one and a line here. */
const benchmarks: readonly (() => Command)[] = [
  coverageBenchmark,
  coverageComparisonsBenchmark,
  coverageLabelsBenchmark,
  coverageScalesBenchmark,
  floodBenchmark,
  foreignIdsBenchmark,
  importBenchmark,
  importLargeBenchmark,
  rateBenchmark,
  referenceBenchmark,
  reportBenchmark,
  statisticsBenchmark,
  stoppingBenchmark,
  weightsBenchmark,
];

const program = new Command('bench').description('Measure how fast Assay is. Close other programs first.');
for (const benchmark of benchmarks) program.addCommand(benchmark());
program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
