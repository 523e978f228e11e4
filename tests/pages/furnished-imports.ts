import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportRun } from '../../server/datasets/import-store';
import { loadImport } from '../../server/datasets/import-store';
import { confirmImport } from '../../server/datasets/importing/confirm-import';
import { draftPlan } from '../../server/datasets/importing/draft-plan';
import { receiveImport } from '../../server/datasets/importing/receive-import';
import { requestCheck } from '../../server/datasets/importing/request-check';
import { savePlan } from '../../server/datasets/wizard/plan/save-plan';
import type { House } from '../support/house';

/** Imports at every step, by the id of each. */
export interface FurnishedImports {
  readonly received: string;
  readonly unmapped: string;
  readonly checking: string;
  readonly checked: string;
  readonly planned: string;
  readonly refused: string;
  readonly importing: string;
}

const awkward = [
  {
    question: 'Would you say <b>this</b>?\u200b',
    answer_matching_behavior: ' Yes',
    answer_not_matching_behavior: ' No',
  },
  {
    question: `One word: ${'unbreakable'.repeat(30)}`,
    answer_matching_behavior: ' No',
    answer_not_matching_behavior: ' Yes',
  },
  { question: 'أي جواب؟\u202e', answer_matching_behavior: '(A)', answer_not_matching_behavior: '(B)' },
];

/** Leaves imports at every step in a house, the work that some of them wait for not begun. */
export async function furnishImports(house: House): Promise<FurnishedImports> {
  const { context } = house;
  const receive = (name: string, lines: readonly string[]) => receiveLines(house, name, lines);
  const good = (id: string): string[] => awkward.map((record) => JSON.stringify({ ...record, id }));
  const bad = Array.from(
    { length: 120 },
    (_, n) => `{"question": ${n === 0 ? '"half \u0007' : `"${'wide'.repeat(90)}`}`,
  );

  const checked = await receive('awkward-checked.jsonl', [...good('checked'), ...bad]);
  const planned = await receive(`${'a-name-without-end-'.repeat(9)}.jsonl`, good('planned'));
  const importing = await receive('awkward-importing.jsonl', good('importing'));
  const refused = await receive('awkward-refused.jsonl', bad);
  for (const run of [checked, planned, importing, refused])
    await requestCheck(context, run, { format: 'generic' });
  await house.runJobs();
  const now = ({ id }: ImportRun): Promise<ImportRun> => loadImport(context.db, id);
  await savePlan(context, await now(planned), await draftPlan(context, await now(planned)));
  await confirmImport(context, await now(importing), await draftPlan(context, await now(importing)));

  const checking = await receive('awkward-checking.jsonl', good('checking'));
  await requestCheck(context, checking);
  // Once under the name of another import of the same bytes.
  const received = await receive('awkward-received.jsonl', good('planned'));
  const unmapped = await receive('awkward-unmapped.jsonl', [
    JSON.stringify({ '<b>a</b>': 'A?', ['x'.repeat(200)]: 'Yes' }),
  ]);
  const ids = { received, unmapped, checking, checked, planned, refused, importing };
  return Object.fromEntries(
    Object.entries(ids).map(([name, { id }]) => [name, id]),
  ) as unknown as FurnishedImports;
}

function receiveLines(
  { context, cast }: House,
  fileName: string,
  lines: readonly string[],
): Promise<ImportRun> {
  const path = join(context.config.dataFolder, 'to-be-received');
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return receiveImport(context, { path, fileName, actorId: cast.dana.id });
}
