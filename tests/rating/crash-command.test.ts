import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Counts } from '../crash/tally';
import { engines, type Engine } from '../support/engines';
import { projectFolder } from '../support/source-tree';

/** What a run prints with --json, as far as it matters here. */
interface Figures {
  readonly totals: Readonly<
    Record<'kills' | 'acknowledged' | 'checks' | 'lost' | 'twice' | 'over' | 'starved', number>
  >;
  readonly violations: readonly string[];
  readonly broken: Counts;
}

/** `npm run crash` says how to run it for hours. */
const seed = process.env.ASSAY_SEED ?? 'every run';
const seconds: Record<Engine, number> = { sqlite: 10, postgres: 8 };
const items = 50;
const overlap = 3;

async function crash(words: readonly string[]): Promise<{ figures: Figures; said: string }> {
  const program = ['--import', 'tsx', 'tests/crash/crash.ts', '--json', '--seed', seed, ...words];
  const child = spawn(process.execPath, program, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (out === '') throw new Error(said);
  return { figures: JSON.parse(out) as Figures, said };
}

it.each(engines)(
  'loses nothing that was acknowledged on %s, however often the server is killed and hindered',
  async (engine) => {
    const minutes = String(seconds[engine] / 60);
    const size = ['--items', String(items), '--overlap', String(overlap)];
    const { figures, said } = await crash(['--engine', engine, '--minutes', minutes, ...size]);
    const { totals, violations, broken } = figures;
    expect({ seed, violations, broken, said }).toMatchObject({ seed, violations: [], broken: {} });
    expect(totals).toMatchObject({ lost: 0, twice: 0, over: 0, starved: 0 });
    expect(totals.kills).toBeGreaterThan(0);
    // In the end every slot is filled; some are by answers that nobody was told about.
    expect(totals.acknowledged).toBeGreaterThan(0.8 * items * overlap);
    expect(totals.checks).toBeGreaterThan(20);
  },
  10 * 60_000,
);

it.each(engines)(
  'fills every slot once on %s when many raters compete for them',
  async (engine) => {
    const processes = engine === 'postgres' ? 2 : 1;
    const size = ['--raters', '24', '--items', '12', '--processes', String(processes)];
    const { figures, said } = await crash(['--engine', engine, '--load', ...size]);
    expect({ seed, violations: figures.violations, said }).toMatchObject({ seed, violations: [] });
    expect(figures).toMatchObject({ slots: 36, filled: 36 });
  },
  10 * 60_000,
);
