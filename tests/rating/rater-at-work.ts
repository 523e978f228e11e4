import { paths } from '../../server/paths';
import { claimAssignment } from '../../server/rating/claim-assignment';
import { joinStudy } from '../../server/studies/join-study';
import { lockParticipation } from '../../server/studies/participation-store';
import type { Study } from '../../server/studies/study-store';
import type { StudyPlan } from '../../server/studies/study-plan';
import type { Item } from '../../server/datasets/item-store';
import type { Agent, CastName, House } from '../support/house';
import { page } from '../support/html';
import { makeDataset, makeStudy, paperAnswers } from '../studies/small-study';

/** What a study of a test is made of, besides its number of items. */
export interface StudySetting {
  readonly plan?: Partial<StudyPlan>;
  readonly item?: Partial<Item>;
  readonly contentNote?: string;
  readonly tags?: readonly string[];
  readonly raters?: readonly CastName[];
}

/** A study with a dataset of its own that the raters, Ada at least, have joined. */
export async function openStudy(
  house: House,
  items: number,
  { plan = {}, item = {}, contentNote = '', tags = [], raters = ['ada'] }: StudySetting = {},
): Promise<Study> {
  const { context, cast } = house;
  const slug = context.newId();
  const datasetId = await makeDataset(context, { items, slug, dataset: { contentNote }, item });
  for (const tag of tags) {
    await context.db.run('INSERT INTO dataset_tags (dataset_id, tag) VALUES (?, ?)', datasetId, tag);
  }
  const study = await makeStudy(context, { ...plan, datasets: [slug] });
  for (const name of raters) {
    await joinStudy(context.db, context, { studyId: study.id, raterId: cast[name].id });
  }
  return study;
}

/** Asks for work. @returns the path the rater is led to */
export async function claim(rater: Agent, studyId: string): Promise<string> {
  const response = await rater.post(paths.studyAssignments(studyId)).type('form').send({}).expect(303);
  return String(response.get('Location'));
}

/** The fields of the item's page that the rater does not see. */
export async function hiddenFields(rater: Agent, url: string): Promise<Record<string, string>> {
  const $ = page((await rater.get(url).expect(200)).text);
  const hidden = $('main form input[type=hidden]').toArray();
  return Object.fromEntries(hidden.map((input) => [String($(input).attr('name')), String($(input).val())]));
}

/** Answers the item as its page stands. @returns the path the rater is led to */
export async function rate(
  rater: Agent,
  url: string,
  answers: Record<string, string> = paperAnswers,
): Promise<string> {
  const sent = { ...(await hiddenFields(rater, url)), ...answers };
  const response = await rater.post(url).type('form').send(sent).expect(303);
  return String(response.get('Location'));
}

/** The id in `/assignments/:id/rating`. */
export function assignmentOf(url: string): string {
  return url.split('/')[2] ?? '';
}

export interface AssignmentRow {
  readonly id: string;
  readonly study_item_id: string;
  readonly rater_id: string | null;
  readonly state: string;
  readonly slot: number;
  readonly is_surplus: 0 | 1;
  readonly claimed_at: number | null;
  readonly lease_until: number | null;
  readonly choices_reversed: 0 | 1;
}

/** Every assignment of the study. */
export function assignmentsOf({ context }: House, studyId: string): Promise<AssignmentRow[]> {
  return context.db.all<AssignmentRow>(
    `SELECT a.id, a.study_item_id, a.rater_id, a.state, a.slot, a.is_surplus, a.claimed_at, a.lease_until,
       a.choices_reversed
     FROM assignments a JOIN study_datasets sd ON sd.id = a.study_dataset_id
     WHERE sd.study_id = ? ORDER BY a.position, a.slot, a.id`,
    studyId,
  );
}

/** The revisions stored of one assignment. */
export function revisionsOf(
  { context }: House,
  url: string,
): Promise<{ id: string; revision: number; comment: string | null; flag: string | null }[]> {
  return context.db.all(
    'SELECT id, revision, comment, flag FROM ratings WHERE assignment_id = ? ORDER BY revision',
    assignmentOf(url),
  );
}

/** Claims as the rater’s own request in another window would, and commits only when told to. It has claimed when it returns. */
export async function claimSlowly(
  { context, cast }: House,
  study: Study,
): Promise<{ readonly claiming: Promise<void>; readonly goOn: () => void }> {
  const claimant = { studyId: study.id, raterId: cast.ada.id };
  let goOn = (): void => undefined;
  let claimed = (): void => undefined;
  const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
  const hasClaimed = new Promise<void>((resolve) => (claimed = resolve));
  const claiming = context.db.transaction(async (tx) => {
    const place = (await lockParticipation(tx, { ...claimant, now: context.now() }))!;
    await claimAssignment(tx, context, { study, claimant, place });
    claimed();
    await mayGoOn;
  });
  await Promise.race([hasClaimed, claiming]);
  return { claiming, goOn };
}
