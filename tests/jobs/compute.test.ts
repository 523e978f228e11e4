import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkFile,
  type CheckBatch,
  type CheckInput,
} from '../../server/datasets/importing/checking/check-file';
import { compute } from '../../server/jobs/compute';

const rows = 4000;

describe('computing a task', () => {
  let folder: string;
  let input: CheckInput;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-compute-'));
    const path = join(folder, 'rain.jsonl');
    const row = (i: number): string =>
      JSON.stringify({
        question: i % 100 === 99 ? '' : `Does rain number ${i} make you happy?`,
        answer_matching_behavior: 'Yes',
        answer_not_matching_behavior: 'No',
      });
    writeFileSync(path, Array.from({ length: rows }, (_, i) => `${row(i)}\n`).join(''));
    const facts = {
      compression: 'none',
      syntax: 'jsonl',
      hasMark: false,
      lineEndings: 'LF',
      notes: [],
    } as const;
    input = { path, fileName: 'rain.jsonl', facts, format: 'generic', mapping: null };
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const all = async (inThread: boolean, of: CheckInput = input): Promise<CheckBatch[]> => {
    const outputs: CheckBatch[] = [];
    for await (const output of compute(checkFile, of, { inThread })) outputs.push(output);
    return outputs;
  };
  const linesOf = (batches: readonly CheckBatch[]): number[] =>
    batches.flatMap(({ textKeys }) => textKeys.map(({ line }) => line));

  it('gives the same outputs in the thread as in place, in order', async () => {
    const there = await all(true);
    expect(there.length).toBeGreaterThan(3);
    expect(there).toEqual(await all(false));
    expect(there.at(-1)?.counts).toMatchObject({ records: rows, items: rows - 40, failed: 40 });
    expect(linesOf(there)).toHaveLength(rows - 40);
  });

  it('lets tasks take turns', async () => {
    const [first, second] = await Promise.all([all(true), all(true)]);
    expect(first).toEqual(second);
  });

  it('lets whoever goes away leave the queue at once, and the others keep their turns', async () => {
    const gone = new AbortController();
    const first = all(true);
    const second = (async () => {
      const outputs = compute(checkFile, input, { inThread: true, signal: gone.signal });
      await outputs.next();
      return 'an output';
    })().catch((error: unknown) => (error as Error).message);
    const third = all(true);
    gone.abort(new Error('gone'));
    const sooner = await Promise.race([second, first.then(() => 'the first ended')]);
    expect(sooner).toBe('gone');
    expect(await third).toEqual(await first);
  });

  it.each([true, false])(
    'passes on what goes wrong, and can be used again (in the thread: %s)',
    async (inThread) => {
      await expect(all(inThread, { ...input, path: join(folder, 'gone') })).rejects.toThrow('ENOENT');
      expect(linesOf(await all(inThread))).toHaveLength(rows - 40);
    },
  );

  it.each([true, false])(
    'ends when nobody reads on, and when it is aborted (in the thread: %s)',
    async (inThread) => {
      for await (const { counts } of compute(checkFile, input, { inThread })) {
        expect(counts.records).toBeGreaterThan(0);
        break;
      }
      const abort = new AbortController();
      let seen = 0;
      const aborted = async (): Promise<void> => {
        for await (const output of compute(checkFile, input, { inThread, signal: abort.signal })) {
          seen = output.counts.records;
          abort.abort(new Error('enough'));
        }
      };
      await expect(aborted()).rejects.toThrow('enough');
      expect(seen).toBeGreaterThan(0);
      expect(seen).toBeLessThan(rows);
      expect(linesOf(await all(inThread))).toHaveLength(rows - 40);
    },
  );

  it('knows only the tasks of the list', async () => {
    const unknown = { ...checkFile, name: 'brew-tea' };
    await expect(compute(unknown, input, { inThread: true }).next()).rejects.toThrow(
      'There is no task "brew-tea".',
    );
  });
});
