import { killImports } from '../../crash/kill-imports';
import { killServers } from '../../crash/kill-servers';
import { engines } from '../../support/engines';

/** A few kills each time; `tests/crash/run-kills.ts` says how to run hundreds. */
const kills = Number(process.env.ASSAY_KILLS ?? 4);
const seed = process.env.ASSAY_SEED ?? 'every run';

it.each(engines)(
  'leaves a dataset whole or absent on %s when an import is killed, and the next try makes the same rows',
  async (engine) => {
    const moments = await killImports({ kills, seed, engine });
    expect(Object.values(moments).reduce((sum, count) => sum + count, 0)).toBe(kills);
  },
  60_000 + kills * 20_000,
);

it.each(engines)(
  'goes on with an import on %s when the server is killed and started again',
  async (engine) => {
    const moments = await killServers({ kills: 2, seed, engine });
    expect(Object.values(moments).reduce((sum, count) => sum + count, 0)).toBe(2);
  },
  180_000,
);
