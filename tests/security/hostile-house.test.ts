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
let before: Map<string, Made>;
beforeAll(async () => {
  house = await openFurnishedHouse();

  agents = {
    'signed out': house.visitor(),
    rater: await house.signedIn(visitors.rater),
    admin: await house.signedIn(visitors.admin),
  };
  // No report waits any more, for they will be computed below.
  await house.runJobs();
  before = await made(house.furniture);
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

/** Excerpts and what a finding tells are stored as JSON. */
function asStored(place: string, text: string): string {
  return ['lint_findings.detail', 'import_problems.excerpt'].includes(place) ? JSON.stringify(text) : text;
}

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
      const values = columns.map((column) => asStored(`${table}.${column}`, `${row} ${someTexts()}`));
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

interface Made {
  /** Every kind of element with the names of its attributes. */
  readonly kinds: ReadonlySet<string>;
  /** What a page has once, or as often as before: its frame, headings of the first order, and what can load or run something. */
  readonly frame: readonly string[];
  /** Addresses that lead to another site or run something. */
  readonly led: readonly string[];
}

/** What every page is made of, for the first who may open it. How many rows and choices there are depends on which texts are the same. */
async function made(furniture: Furniture): Promise<Map<string, Made>> {
  const found = new Map<string, Made>();
  for (const {
    name,
    path,
    for: [visitor],
    isPage,
  } of visitsOf(furniture)) {
    if (!isPage || !visitor) continue;
    const $ = page((await agents[visitor].get(path).expect(200)).text);
    const addresses = $('[href], [src], [action], [formaction]').toArray();
    const attributes = addresses.flatMap((element) =>
      ['href', 'src', 'action', 'formaction'].flatMap((one) => $(element).attr(one) ?? []),
    );
    const framing = 'body > *, main, h1, title, script, link, meta, base, iframe, object, embed, style';
    found.set(name, {
      kinds: new Set(skeletonOf($)),
      frame: $(framing)
        .toArray()
        .map((element) => String($(element).prop('tagName'))),
      led: attributes.filter((address) => !/^([/#?](?![/\\])|https:\/\/panel\.test\/|$)/.test(address)),
    });
  }
  return found;
}

it('has the same kinds of elements and attributes on every page, whatever the texts are', async () => {
  const after = await made(house.furniture);
  const known = new Set([...before.values()].flatMap(({ kinds }) => [...kinds]));
  const wrong = [...after].flatMap(([name, { kinds, frame, led }]) => {
    const strange = [...kinds].filter((kind) => !known.has(kind));
    const isFramed = JSON.stringify(frame) === JSON.stringify(before.get(name)?.frame);
    return strange.length === 0 && isFramed && led.length === 0 ? [] : [{ name, strange, isFramed, led }];
  });
  expect(after.size).toBeGreaterThan(70);
  expect(wrong).toEqual([]);
});
