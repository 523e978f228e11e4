import type { LabelMode, Study } from '../../server/studies/study-store';
import { paths } from '../../server/paths';
import { joinStudy } from '../../server/studies/join-study';
import { dollarsByHour, setTerms } from '../pay/paid-study';
import { engines, type Engine } from '../support/engines';
import { openHouse } from '../support/house';
import { mainText, page } from '../support/html';
import { makeDataset, makeStudy, paperAnswers } from '../studies/small-study';

/** What differs between two worlds and must not be seen: everything a dataset says about its label. */
interface Secret {
  readonly labelIndex: number;
  readonly labelConfidence: number;
  readonly source: 'model' | 'human';
  readonly fileName: string;
}

const one: Secret = { labelIndex: 0, labelConfidence: 0.51, source: 'model', fileName: 'secret-one.jsonl' };
const other: Secret = { labelIndex: 1, labelConfidence: 0.99, source: 'human', fileName: 'secret-two.jsonl' };

/**
 * Everything a rater is sent while rating, skipping, editing and looking back: status, headers that vary, and body.
 * Where a share of the items is shown with the label, those have the same one in both worlds.
 */
async function everythingSeen(
  engine: Engine,
  secret: Secret,
  labelMode: LabelMode,
  verifyShare = 0,
): Promise<string[]> {
  const house = await openHouse(engine);
  const { context, cast } = house;
  const { labelIndex, labelConfidence, source, fileName } = secret;
  const datasetId = await makeDataset(context, {
    items: 4,
    dataset: { source, fileName, contentNote: 'Mentions tests.' },
    item: { labelIndex, labelConfidence },
  });
  await context.db.run('INSERT INTO dataset_tags (dataset_id, tag) VALUES (?, ?)', datasetId, 'tests');
  const study: Study = await makeStudy(context, { overlap: 1, labelMode, verifyShare });
  if (verifyShare > 0) {
    const shown = "SELECT item_id FROM study_items WHERE label_mode = 'verify'";
    await context.db.run(`UPDATE items SET label_index = 0 WHERE id IN (${shown})`);
  }
  await setTerms(house, study.id, dollarsByHour);
  await joinStudy(context.db, context, { studyId: study.id, raterId: cast.ada.id });
  const ada = await house.signedIn('ada');
  /** What the page asks: for one of the choices, or whether the label it shows is correct. */
  const answersTo = ($: ReturnType<typeof page>) =>
    $('input[name=label][value=correct]').length > 0 ? { ...paperAnswers, label: 'correct' } : paperAnswers;
  const seen: string[] = [];
  const note = (response: { status: number; headers: Record<string, unknown>; text: string }): string => {
    const { etag, location, 'content-length': length } = response.headers;
    seen.push(JSON.stringify([response.status, etag, location, length, response.text]));
    return String(location);
  };

  note(await ada.get(paths.work()));
  let url = note(await ada.post(paths.studyAssignments(study.id)).type('form').send({}));
  const first = url;
  let edited = paperAnswers;
  for (let item = 0; item < 3; item++) {
    const shown = await ada.get(url);
    note(shown);
    const $ = page(shown.text);
    const answers = answersTo($);
    if (item === 0) edited = { ...answers, label: answers.label === 'correct' ? 'incorrect' : '1' };
    const form = {
      submissionId: $('input[name=submissionId]').val(),
      baseRevision: $('input[name=baseRevision]').val(),
    };
    note(
      await ada
        .post(url)
        .type('form')
        .send({ ...form, relevance: '3' }),
    );
    note(await ada.post(url.replace('/rating', '/lease')).type('form').send(form));
    url = note(
      await ada
        .post(url)
        .type('form')
        .send({ ...form, ...answers }),
    );
    note(
      await ada
        .post(first)
        .type('form')
        .send({ ...form, ...edited }),
    );
  }
  const last = await ada.get(url);
  note(last);
  const answers = answersTo(page(last.text));
  const skip = url.replace('/rating', '/skip');
  note(await ada.get(skip));
  for (const reason of ['', 'other']) note(await ada.post(skip).type('form').send({ reason }));
  await ada.post(paths.signOut()).type('form').send({});
  const parked = { submissionId: context.newId(), baseRevision: '0', ...answers };
  note(await ada.post(url).type('form').send(parked));
  const { username, password } = cast.ada;
  note(await ada.post(paths.signIn()).type('form').send({ username, password }));
  const places = [
    ...[url, first, paths.parked(), paths.history(), paths.work(), paths.optOuts(), paths.account()],
    ...[`${paths.history()}?show=skipped`, paths.messages(), paths.accountData(), paths.accountDeletion()],
    paths.earnings(),
  ];
  for (const path of places) note(await ada.get(path));
  await house.close();
  return seen;
}

describe.each(engines)('what a rater is sent on %s', (engine) => {
  it('is the same to the byte when label, confidence, source and file name are others', async () => {
    const seen = await everythingSeen(engine, one, 'blind');
    expect(await everythingSeen(engine, other, 'blind')).toEqual(seen);
    expect(seen.join()).not.toMatch(/secret-one|0\.51/);
    expect(seen.length).toBe(2 + 3 * 5 + 4 + 2 + 12);
    expect(seen.filter((response) => response.startsWith('[200')).length).toBeGreaterThanOrEqual(14);
  });

  it('is the same, too, when other items of the study are shown with their label', async () => {
    const seen = await everythingSeen(engine, one, 'blind', 0.5);
    expect(await everythingSeen(engine, other, 'blind', 0.5)).toEqual(seen);
    expect(seen.join()).not.toMatch(/secret-one|0\.51/);
    // Two of the four items: their pages, with faults and without, and what the rater is shown of them later.
    expect(seen.filter((response) => response.includes('The dataset’s answer')).length).toBeGreaterThan(3);
  });

  it('differs in the label alone when raters are to verify it', async () => {
    const [seen, others] = [
      await everythingSeen(engine, one, 'verify'),
      await everythingSeen(engine, other, 'verify'),
    ];
    expect(others).not.toEqual(seen);
    const texts = [seen, others].map((responses) => {
      const [, , , , html] = JSON.parse(responses[2]!) as [number, string, string, string, string];
      return /The dataset’s answer: (\w+)/.exec(mainText(page(html)))?.[1];
    });
    expect(texts).toEqual(['Yes', 'No']);
  });
});

it('never shows the label’s place to a blind rater as the dataset’s answer', async () => {
  const seen = await everythingSeen('sqlite', one, 'blind');
  expect(seen.join()).not.toContain('dataset’s answer');
});
