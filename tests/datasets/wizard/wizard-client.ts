import { paths } from '../../../server/paths';
import { page } from '../../support/html';
import type { Agent, House } from '../../support/house';

/** An item line of a file with the fields of our generic format. */
export function itemLine(question: string, more: Record<string, unknown> = {}): string {
  const answers = { answer_matching_behavior: ' Yes', answer_not_matching_behavior: ' No' };
  return JSON.stringify({ question, ...answers, ...more });
}

/** Lines as a file. */
export function fileOf(...lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

/** Three good lines. */
export const goodFile = fileOf(
  itemLine('Do you enjoy long walks by the sea?'),
  itemLine('Would you rather stay at home tonight?', {
    answer_matching_behavior: ' No',
    answer_not_matching_behavior: ' Yes',
  }),
  itemLine('Is a quiet evening with a book a good evening?'),
);

/** The address of an import after its upload. */
export async function upload(agent: Agent, bytes: Buffer, fileName = 'enjoys-quiet.jsonl'): Promise<string> {
  const { headers } = await agent.post(paths.imports()).attach('file', bytes, fileName).expect(303);
  return headers.location ?? '';
}

export const idOf = (location: string): string => location.split('/').at(-1) ?? '';

/** Uploads a file and has it checked. @returns the id of the import */
export async function checked(
  house: House,
  agent: Agent,
  bytes = goodFile,
  fileName?: string,
): Promise<string> {
  const id = idOf(await upload(agent, bytes, fileName));
  await agent.post(paths.importPreview(id)).type('form').send({}).expect(303);
  await house.runJobs();
  return id;
}

/** What the plan's form holds when it is opened. */
export async function planFields(agent: Agent, id: string): Promise<Record<string, string>> {
  const $ = page((await agent.get(paths.importPlan(id)).expect(200)).text);
  const fields = $(
    'main form input:not([type=radio], [type=checkbox]), main form textarea, main form :checked',
  );
  const entries = fields.toArray().map((field) => {
    // The line break after the tag is no part of the text.
    const value = $(field).attr('value') ?? $(field).text().replace(/^\n/, '');
    return [$(field).attr('name') ?? '', value];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/** The whole way to a dataset. @returns the id of the import */
export async function imported(
  house: House,
  agent: Agent,
  {
    bytes = goodFile,
    fileName,
    plan = {},
  }: { bytes?: Buffer; fileName?: string; plan?: Record<string, string> } = {},
): Promise<string> {
  const id = await checked(house, agent, bytes, fileName);
  const fields = { ...(await planFields(agent, id)), ...plan };
  await agent.post(paths.importPlan(id)).type('form').send(fields).expect(303);
  await agent.post(paths.importConfirmation(id)).type('form').send({}).expect(303);
  await house.runJobs();
  return id;
}
