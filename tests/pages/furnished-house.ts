import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAccessLink } from '../../server/accounts/access/make-access-link';
import { createInvite } from '../../server/accounts/invites/create-invite';
import type { Context } from '../../server/context';
import { findDatasetBySlug } from '../../server/datasets/dataset-store';
import { importDataset } from '../../server/datasets/import-dataset';
import { appealRejection } from '../../server/pay/ledger/appeal';
import { rejectPay } from '../../server/pay/ledger/decide-pay';
import { listPayEntriesOf } from '../../server/pay/ledger/entry-store';
import { rejectionsOf } from '../../server/pay/ledger/ledger';
import { changeTerms } from '../../server/pay/terms/change-terms';
import { paths } from '../../server/paths';
import { messageRater } from '../../server/quality/message-raters';
import { excludeRater } from '../../server/quality/exclude-rater';
import { askForReport } from '../../server/reports/ask-for-report';
import { giveConsent } from '../../server/rating/consent/give-consent';
import { simulateRaters } from '../../server/rating/simulate-raters';
import type { SyntheticRater } from '../../server/rating/synthetic-answers';
import { changeState, stateChanges } from '../../server/studies/change-state';
import { freezeStudy } from '../../server/studies/freeze-study';
import { joinStudy } from '../../server/studies/join-study';
import { setUpPanel, switchPanel } from '../../server/studies/panels/change-panel';
import { endPanelVisit } from '../../server/studies/panels/end-visit';
import { outcomes } from '../../server/studies/panels/outcomes';
import { findPanelOfStudy, takePlace } from '../../server/studies/panels/panel-store';
import { startVisit } from '../../server/studies/panels/start-visit';
import { insertVisit } from '../../server/studies/panels/visit-store';
import type { StudyPlan } from '../../server/studies/study-plan';
import { loadStudy, type Study } from '../../server/studies/study-store';
import { changeTelling } from '../../server/studies/telling/change-telling';
import { centsByItem } from '../pay/paid-study';
import { page } from '../support/html';
import { openHouse, type Agent, type House } from '../support/house';
import { addStaff } from '../support/staff';
import { furnishImports, type FurnishedImports } from './furnished-imports';
import { furnishTraining, type FurnishedTraining } from './furnished-training';

/** Where the things lie that pages are about. */
export interface Furniture {
  readonly importId: string;
  readonly imports: FurnishedImports;
  readonly datasetId: string;
  readonly goldId: string;
  readonly slug: string;
  readonly itemId: string;
  /** Partly rated, by synthetic raters and by Ada. */
  readonly studyId: string;
  /** A rater of that study. */
  readonly raterId: string;
  readonly training: FurnishedTraining;
  /** Nobody has rated it. */
  readonly emptyStudyId: string;
  /** Has stopping rules and is closed, and one of its raters is excluded. */
  readonly stoppedStudyId: string;
  readonly excludedRaterId: string;
  /** Where Ada edits a rating, rates the next item, and rates one whose label is shown. */
  readonly ratedPath: string;
  readonly openPath: string;
  readonly verifyPath: string;
  /** The page where Ada could skip that next item, and an item she has skipped. */
  readonly skipPath: string;
  readonly skippedPath: string;
  /** A report that is there, and one that nobody has computed yet. */
  readonly reportId: string;
  readonly awaitedReportId: string;
  /** Where Ada could appeal against a rejection. */
  readonly appealPath: string;
  /** An invite that can still be used. */
  readonly joinPath: string;
  /** An analyst’s account, and the links that an administrator has made: for an account, and for a password. */
  readonly personId: string;
  readonly invitationPath: string;
  readonly resetPath: string;
  /** The door of a panel, and how one of its participants comes there. */
  readonly panelPath: string;
  readonly arrivalPath: string;
  /** The study Ada has left with a code, as if she had come from that panel. */
  readonly panelStudyId: string;
}

const file = join(__dirname, 'fixtures/awkward-texts.jsonl');
const plan: StudyPlan = {
  name: 'Awkward texts',
  datasets: 'all',
  perDataset: 6,
  overlap: 3,
  questionSet: 'paper',
  labelMode: 'blind',
  seed: 1,
};
const stoppingPlan: Partial<StudyPlan> = {
  name: 'Stops when it is clear',
  ...{ overlap: 2, raterQuota: 50 },
  stopping: {
    item: { most: 4, threshold: 0.9 },
    dataset: { above: 0.9, below: 0.7, alpha: 0.05, beta: 0.05 },
  },
};
const synthetic: SyntheticRater[] = [
  { username: 'synthetic-1', accuracy: 0.9, habit: 'careful' },
  { username: 'synthetic-2', accuracy: 0.5, habit: 'careless' },
];

/** A house in which every page has something to show, the texts being as awkward as they come. */
export async function openFurnishedHouse(): Promise<House & { furniture: Furniture }> {
  const house = await openHouse('sqlite');
  const { context, cast } = house;
  const importFile = (path: string, fileName: string) =>
    importDataset(context, { path, fileName, actorId: cast.dana.id, acceptDrafts: true });
  const { importId, slug } = await importFile(file, 'awkward-texts.jsonl');
  const makeStudy = (changes: Partial<StudyPlan>) =>
    freezeStudy(context, { ...plan, ...changes }, cast.dana.id);
  const study = await makeStudy({});
  const emptyStudy = await makeStudy({ name: 'Nothing rated yet' });
  // The same texts as other items, for nobody sees the labels of items they also rate blind.
  const copy = join(context.config.dataFolder, 'awkward-copy.jsonl');
  writeFileSync(copy, `${readFileSync(file, 'utf8')}\n`);
  const { slug: copySlug } = await importFile(copy, 'awkward-copy.jsonl');
  const verifyStudy = await makeStudy({
    name: 'With labels shown',
    labelMode: 'verify',
    datasets: [copySlug ?? ''],
  });
  for (const { id: studyId } of [study, verifyStudy]) {
    await joinStudy(context.db, context, { studyId, raterId: cast.ada.id });
  }
  const told = {
    ...{ organiser: '<b>The awkward institute</b>', contact: 'desk@awkward.example', secondsPerItem: 30 },
    consent: '# Consent\n\nYou may **stop** at any time. <script>alert(1)</script>',
    guidelines: 'Read [twice](javascript:alert(1)).\n\n- Then judge.',
  };
  await changeTelling(context, { studyId: study.id, actorId: cast.dana.id, told });
  const { consentTextId } = (await loadStudy(context.db, study.id)).telling;
  const consenting = { raterId: cast.ada.id, textId: consentTextId!, tags: [] };
  await giveConsent(context, { ...consenting, decision: 'accepted' });
  const ada = await house.signedIn('ada');
  const rated = await claim(ada, study.id);
  const skipped = await rate(ada, rated);
  const open = await skip(ada, skipped);
  await simulateRaters(context, { studyId: study.id, raters: synthetic, seed: 1, until: 0.6 });
  const appealPath = await furnishPay(house, { studyId: study.id, raterId: cast.ada.id });
  const about = { studyId: study.id, raterId: cast.ada.id, actorId: cast.dana.id };
  await messageRater(context, { ...about, text: 'Please read <b>slowly</b>.\nThank you.' });
  const verifyPath = await claim(ada, verifyStudy.id);
  await parkAnswer(house, ada, verifyPath);
  await markContent(context);
  const stopped = await furnishStopped(context, await makeStudy(stoppingPlan), cast.dana.id);
  const { path } = await createInvite(context, { studyId: study.id, maxUses: 5, days: 7, actorId: null });
  // Another set of the same name, and a gold set, in which nobody rates anything.
  const another = (name: string, before: string): string => {
    const path = join(context.config.dataFolder, name);
    writeFileSync(path, `${before}${readFileSync(file, 'utf8')}`);
    return path;
  };
  await importFile(another('by-people', '\n'), 'advanced-ai-risk/human_generated_evals/awkward-texts.jsonl');
  const gold = await importDataset(context, {
    path: another('gold', '\n\n'),
    ...{ fileName: 'awkward-gold.jsonl', actorId: cast.dana.id, acceptDrafts: true, purpose: 'gold' },
  });
  const goldSet = await findDatasetBySlug(context.db, gold.slug ?? '');
  const item = await context.db.get<{ id: string; dataset_id: string }>(
    `SELECT items.id, items.dataset_id FROM items JOIN study_items ON item_id = items.id
     JOIN assignments ON study_item_id = study_items.id WHERE state = 'completed'`,
  );
  return {
    ...house,
    furniture: {
      importId,
      imports: await furnishImports(house),
      goldId: goldSet?.id ?? '',
      datasetId: item?.dataset_id ?? '',
      slug: slug ?? '',
      itemId: item?.id ?? '',
      studyId: study.id,
      raterId: cast.ada.id,
      training: await furnishTraining(house, {
        ...{ file, datasetId: item?.dataset_id ?? '' },
        studyId: (await makeStudy({ name: 'Begins with a training', datasets: [slug ?? ''] })).id,
      }),
      emptyStudyId: emptyStudy.id,
      ...stopped,
      ratedPath: rated,
      openPath: open,
      appealPath,
      verifyPath,
      skipPath: skipPathOf(open),
      skippedPath: skipped,
      ...(await furnishReports(house, study.id)),
      joinPath: path,
      ...(await furnishPanel(context, verifyStudy.id, cast)),
      ...(await furnishPeople(house)),
    },
  };
}

async function furnishPeople(
  house: House,
): Promise<Pick<Furniture, 'personId' | 'invitationPath' | 'resetPath'>> {
  const { context, cast } = house;
  const personId = await addStaff(house, 'analyst', 'eve');
  await addStaff(house, 'adjudicator', 'fay');
  const make = async (access: Parameters<typeof makeAccessLink>[1]): Promise<string> =>
    new URL((await makeAccessLink(context, access, cast.dana.id)).link).pathname;
  return {
    personId,
    invitationPath: await make({ role: 'analyst', userId: null }),
    resetPath: await make({ role: null, userId: cast.ben.id }),
  };
}

/** Rates a study with rules in part, sets one rater's ratings aside and closes it. */
async function furnishStopped(
  context: Context,
  { id: studyId }: Study,
  actorId: string,
): Promise<Pick<Furniture, 'stoppedStudyId' | 'excludedRaterId'>> {
  await simulateRaters(context, { studyId, raters: synthetic, seed: 2, until: 0.8 });
  const row = await context.db.get<{ id: string }>(
    'SELECT rater_id AS id FROM participations WHERE study_id = ? ORDER BY rater_id LIMIT 1',
    studyId,
  );
  const raterId = row?.id ?? '';
  await excludeRater(context, { studyId, raterId, actorId, reason: 'Answers <b>too fast</b>.' });
  const closing = stateChanges.find(({ action }) => action === 'study closed');
  if (closing) await changeState(context, closing, { studyId, actorId });
  return { stoppedStudyId: studyId, excludedRaterId: raterId };
}

/** Opens a study to a panel, from which Ada comes and has left; another participant is at work. */
async function furnishPanel(
  context: Context,
  studyId: string,
  cast: House['cast'],
): Promise<Pick<Furniture, 'panelPath' | 'arrivalPath' | 'panelStudyId'>> {
  const actorId = cast.dana.id;
  const endings = outcomes.map(({ key, field }) => {
    return { outcome: key, code: `CODE-${field}`, returnLink: 'https://panel.test/<b>?p={participant}' };
  });
  const settings = {
    ...{
      preset: 'generic',
      participantParameter: 'participant',
      studyParameter: null,
      sessionParameter: null,
    },
    ...{ sessionItems: 20, minutes: 15, introduction: 'Who asks? <b>We</b> do.', participantLimit: 9 },
  };
  await setUpPanel(context, { settings, endings }, { studyId, actorId });
  await switchPanel(context, 'open', { studyId, actorId });
  const panel = await findPanelOfStudy(context.db, studyId);
  if (!panel) throw new Error('The panel was not set up.');
  const arrival = { panelId: panel.id, participant: '<b>1</b>', study: null, session: null };
  await startVisit(context, panel, arrival);
  const ada = { ...arrival, participant: 'ada', panelStudy: null, panelSession: null };
  const joined = { userId: cast.ada.id, reentryHash: 'none', startedAt: context.now() };
  await takePlace(context.db, panel.id);
  await insertVisit(context.db, { ...ada, ...joined });
  await context.db.transaction((tx) =>
    endPanelVisit(tx, context, { userId: cast.ada.id, studyId, outcome: 'left early' }),
  );
  const panelPath = paths.panel(panel.token);
  return { panelPath, arrivalPath: `${panelPath}?participant=%3Cb%3E2`, panelStudyId: studyId };
}

/**
 * Lets the study pay in a currency whose warning is due, and has some of it rejected twice.
 * @returns where the second rejection can be appealed
 */
async function furnishPay(
  { context, cast }: House,
  claimant: { studyId: string; raterId: string },
): Promise<string> {
  const about = { ...claimant, actorId: cast.dana.id };
  const choice = { ...centsByItem, amount: 1234, screenOutAmount: 50 };
  await changeTerms(context, { ...about, choice });
  for (const reason of ['Is <b>this</b>\nan answer?', `A${'a'.repeat(80)}h!`]) {
    await rejectPay(context, about, { amount: 100, reason });
  }
  const rejections = rejectionsOf(await listPayEntriesOf(context.db, claimant)).map(({ entry }) => entry.id);
  const [first = '', second = ''] = rejections;
  await appealRejection(context, { ...claimant, rejectionId: first, words: '<i>It is.</i>' });
  return paths.appeal(second);
}

/** Has one report computed, and asks for another. */
async function furnishReports(
  house: House,
  studyId: string,
): Promise<Pick<Furniture, 'reportId' | 'awaitedReportId'>> {
  const { context, cast } = house;
  const ask = (seed: number) => askForReport(context, { studyId, seed, bar: 0.9, actorId: cast.dana.id });
  const reportId = await ask(1);
  await house.runJobs();
  return { reportId, awaitedReportId: await ask(2) };
}

/** @returns the path of the page the rater is sent to */
async function claim(rater: Agent, studyId: string): Promise<string> {
  const response = await rater.post(paths.studyAssignments(studyId)).type('form').send({}).expect(303);
  return response.get('Location') ?? '';
}

async function rate(rater: Agent, path: string): Promise<string> {
  const body = await firstAnswers(rater, path);
  const response = await rater.post(path).type('form').send(body).expect(303);
  return response.get('Location') ?? '';
}

/** The form with the first choice of every question. */
async function firstAnswers(rater: Agent, path: string): Promise<Record<string, string>> {
  const $ = page((await rater.get(path).expect(200)).text);
  const inputs = $('main form input[type=hidden], main .choice:first-child input').toArray();
  const fields = inputs.map((input) => [$(input).attr('name'), $(input).attr('value')]);
  return Object.fromEntries(fields) as Record<string, string>;
}

async function skip(rater: Agent, path: string): Promise<string> {
  const body = { reason: 'other', comment: 'Is <b>this</b> a question?' };
  const response = await rater.post(skipPathOf(path)).type('form').send(body).expect(303);
  return response.get('Location') ?? '';
}

function skipPathOf(path: string): string {
  return paths.skip(path.split('/')[2] ?? '');
}

/** Leaves an answer as if the rater’s session had ended before it was sent. */
async function parkAnswer(house: House, rater: Agent, path: string): Promise<void> {
  const body = { ...(await firstAnswers(rater, path)), comment: '<b>late</b>', flag: 'typo' };
  await house.visitor().post(path).type('form').send(body).expect(303);
}

async function markContent({ db }: Context): Promise<void> {
  await db.run('UPDATE datasets SET content_note = ?', 'Quotes <b>insults</b>, some of them at length.');
  for (const tag of ['<b>insults</b>', `a${'a'.repeat(38)}a`]) {
    await db.run('INSERT INTO dataset_tags (dataset_id, tag) SELECT id, ? FROM datasets', tag);
  }
}
