import BetterSqlite from 'better-sqlite3';
import { closeSync, copyFileSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../server/config';
import { quickCheck } from '../../server/db/quick-check';
import { checkBeforeServing, networkFileSystem } from '../../server/upkeep/start-checks';
import { openHouse, type House } from '../support/house';
import { makeDataset } from '../studies/small-study';

describe('what is looked at before the first request', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-start-'));
  const path = join(folder, 'start.db');
  let house: House;
  beforeAll(async () => {
    house = await openHouse('sqlite', { DATABASE_URL: `sqlite:${path}` });
    await makeDataset(house.context, { items: 300 });
  });
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const check = (config: Partial<Config> = {}, now = house.clock.now()): Promise<void> =>
    checkBeforeServing({
      ...house.context,
      config: { ...house.context.config, ...config },
      now: () => now,
    });

  it('finds nothing on a sound database', async () => {
    await expect(check({ minFreeMib: 1 })).resolves.toBeUndefined();
  });

  it('asks for room on the disk', async () => {
    await expect(check({ minFreeMib: 2 ** 40 })).rejects.toThrow(/Assay cannot serve:\n- .* MIN_FREE_MIB/);
  });

  it('asks for a clock that is not behind what the database has seen, within a tolerance', async () => {
    const behind = house.clock.now() - 10 * 60_000;
    await expect(check({ minFreeMib: 1 }, behind)).rejects.toThrow(
      /^Assay cannot serve:\n- The clock says .*CLOCK_TOLERANCE_MINUTES/,
    );
    await expect(check({ minFreeMib: 1, clockToleranceMinutes: 11 }, behind)).resolves.toBeUndefined();
  });

  it('refuses a damaged file, and says to restore a backup', async () => {
    const damaged = join(folder, 'damaged.db');
    const other = new BetterSqlite(path);
    other.pragma('wal_checkpoint(TRUNCATE)');
    other.close();
    copyFileSync(path, damaged);
    expect(await quickCheck(damaged)).toEqual([]);
    const file = openSync(damaged, 'r+');
    for (let page = 10; page < 30; page++) writeSync(file, Buffer.alloc(64, 0xa5), 0, 64, page * 4096);
    closeSync(file);
    expect((await quickCheck(damaged)).length).toBeGreaterThan(0);
    await expect(check({ databaseUrl: `sqlite:${damaged}`, minFreeMib: 1 })).rejects.toThrow(
      /The database file is damaged .*Restore the last backup/,
    );
  });

  it('knows network drives by the numbers of statfs(2), and takes local disks for local', () => {
    const numbers = [0x6969, 0xff534d42, 0xfe534d42, 0xef53, 0x58465342, 0x9123683e, 0x01021994];
    expect(numbers.map(networkFileSystem)).toEqual([
      'NFS',
      'CIFS',
      'SMB2',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('names everything that is wrong at once', async () => {
    await expect(check({ minFreeMib: 2 ** 40 }, 0)).rejects.toThrow(/MIN_FREE_MIB[\s\S]*\n- The clock/);
  });
});
