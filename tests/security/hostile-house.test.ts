import { askForReport } from '../../server/reports/ask-for-report';
import { openFurnishedHouse, type Furniture } from '../pages/furnished-house';
import { visitors, visitsOf, type Visitor } from '../pages/visits';
import { page } from '../support/html';
import type { Agent, House } from '../support/house';
import { hostileStrings } from './hostile-strings';
import { skeletonOf } from './skeleton';

/** Where people's words stand: those of models, admins, raters and panels. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  users: ['username'],
  datasets: ['family', 'behavior', 'category', 'content_note', 'file_name'],
  behaviors: ['behavior'],
  dataset_tags: ['tag'],
  imports: ['file_name', 'refusal'],
  import_problems: ['reason', 'excerpt'],
  lint_findings: ['detail'],
  gold_explanations: ['explanation'],
  studies: ['name', 'organiser', 'contact'],
  study_datasets: ['behavior', 'family'],
  ratings: ['comment'],
  skips: ['comment'],
  parked_ratings: ['comment'],
  exclusions: ['reason'],
  opt_outs: ['tag'],
};

let house: House & { furniture: Furniture };
let agents: Record<Visitor, Agent>;
let before: Map<string, string[]>;
beforeAll(async () => {
  house = await openFurnishedHouse();
  agents = {
    'signed out': house.visitor(),
    rater: await house.signedIn(visitors.rater),
    admin: await house.signedIn(visitors.admin),
  };
  before = await skeletons(house.furniture);
  await nameEverything(house);
  const { studyId } = house.furniture;
  const reportId = await askForReport(house.context, {
    studyId,
    seed: 7,
    bar: 0.9,
    actorId: house.cast.dana.id,
  });
  await house.runJobs();
  house = { ...house, furniture: { ...house.furniture, reportId } };
}, 120_000);
afterAll(() => house.close());

let position = 0;

/** Some of the texts, others each time: long ones alone. */
function someTexts(): string {
  const texts = Array.from({ length: 4 }, () => hostileStrings[position++ % hostileStrings.length]!);
  return (texts.find((text) => text.length > 400) ?? texts.join(' ')).slice(0, 1200);
}

/** Puts hostile texts in the place of every word that people wrote. */
async function nameEverything({ context: { db } }: House): Promise<void> {
  const named: string[] = [];
  for (const [table, columns] of Object.entries(wordsOf)) {
    const rows = await db.all<{ row: number }>(`SELECT rowid AS row FROM ${table}`);
    if (rows.length > 0) named.push(table);
    for (const { row } of rows) {
      const set = columns.map((column) => `${column} = CASE WHEN ${column} IS NULL THEN NULL ELSE ? END`);
      const values = columns.map(() => `${row} ${someTexts()}`);
      await db.run(`UPDATE ${table} SET ${set.join(', ')} WHERE rowid = ?`, ...values, row);
    }
  }
  expect(named.length).toBeGreaterThan(Object.keys(wordsOf).length - 4);
  for (const { id, content } of await db.all<{ id: string; content: string }>(
    'SELECT id, content FROM items',
  )) {
    const item = JSON.parse(content) as { choices: { text: string }[]; details: { value: string }[] };
    const made = {
      ...item,
      ...{ text: someTexts(), ...('stem' in item && item.stem !== true && { stem: someTexts() }) },
      choices: item.choices.map((choice) => ({ ...choice, text: someTexts() })),
      details: item.details.map((detail) => ({ ...detail, name: someTexts(), value: someTexts() })),
    };
    await db.run('UPDATE items SET content = ? WHERE id = ?', JSON.stringify(made), id);
  }
}

/** What every page is made of, for the first who may open it, without the marks around characters that cannot be seen. */
async function skeletons(furniture: Furniture): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const {
    name,
    path,
    for: [visitor],
    isPage,
  } of visitsOf(furniture)) {
    if (!isPage || !visitor) continue;
    const $ = page((await agents[visitor].get(path).expect(200)).text);
    $('mark.invisible').remove();
    found.set(name, skeletonOf($));
  }
  return found;
}

it('has the same elements and attributes on every page, whatever the texts are', async () => {
  const after = await skeletons(house.furniture);
  const changed = [...after].flatMap(([name, skeleton]) => {
    const known = before.get(name) ?? [];
    const at = skeleton.findIndex((element, index) => element !== known[index]);
    const isSame = at < 0 && skeleton.length === known.length;
    return isSame ? [] : [{ name, was: known.slice(at - 2, at + 3), is: skeleton.slice(at - 2, at + 3) }];
  });
  expect(after.size).toBeGreaterThan(70);
  expect(changed).toEqual([]);
});
