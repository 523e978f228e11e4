import { itemFormats } from '../../server/datasets/item-formats';
import { paths } from '../../server/paths';
import type { CastName } from '../support/house';
import type { Furniture } from './furnished-house';

/** Who asks: nobody in particular, a rater, an administrator. */
export const visitors = { 'signed out': undefined, rater: 'ada', admin: 'dana' } as const satisfies Record<
  string,
  CastName | undefined
>;
export type Visitor = keyof typeof visitors;

/** An address, and who gets something there. */
export interface Visit {
  readonly name: string;
  readonly path: string;
  readonly for: readonly Visitor[];
  /** Otherwise what comes is a file, or a way elsewhere. */
  readonly isPage: boolean;
}

/** A form that is sent as it stands by pressing the button; the page then shows what is wrong with it. */
export interface Refusal {
  readonly name: string;
  readonly path: string;
  readonly visitor: Visitor;
  readonly button: string;
}

const everyone: readonly Visitor[] = ['signed out', 'rater', 'admin'];
const page = { isPage: true };

/** Every address that can be opened. A test compares the list with the routes the application has. */
export function visitsOf(furniture: Furniture): Visit[] {
  return [
    ...openToAll(furniture),
    ...forRaters(furniture),
    ...forAdmins(furniture),
    ...forTrainers(furniture),
    ...forImports(furniture),
    ...files(furniture),
  ];
}

function openToAll({ joinPath, panelPath, arrivalPath, invitationPath, resetPath }: Furniture): Visit[] {
  return [
    { name: 'help', path: paths.help(), for: everyone, ...page },
    { name: 'sign-in', path: paths.signIn(), for: ['signed out'], ...page },
    { name: 'sign-in-kept', path: `${paths.signIn()}?unsaved=yes&kept=yes`, for: ['signed out'], ...page },
    { name: 'join', path: joinPath, for: everyone, ...page },
    // Leads to the next one, which then knows who has come.
    { name: 'panel-arrival', path: arrivalPath, for: [], isPage: false },
    { name: 'panel', path: panelPath, for: everyone, ...page },
    { name: 'sign-in-link', path: paths.signInLink('x'), for: everyone, ...page },
    { name: 'account-deleted', path: paths.accountDeleted(), for: everyone, ...page },
    { name: 'sign-in-code', path: paths.signInCode(), for: [], isPage: false },
    { name: 'invitation', path: invitationPath, for: everyone, ...page },
    { name: 'reset', path: resetPath, for: everyone, ...page },
    { name: 'account', path: paths.account(), for: ['rater', 'admin'], ...page },
    { name: 'account-password', path: paths.accountPassword(), for: ['rater', 'admin'], ...page },
    { name: 'account-link', path: paths.accountLink(), for: ['rater', 'admin'], ...page },
  ];
}

function forRaters(furniture: Furniture): Visit[] {
  const { studyId, openPath, ratedPath, verifyPath, skipPath, skippedPath, training } = furniture;
  const rater = { for: ['rater'] as const, ...page };
  return [
    { name: 'work', path: paths.work(), ...rater },
    { name: 'work-done', path: paths.workDone(studyId), ...rater },
    { name: 'work-ended', path: paths.workDone(furniture.panelStudyId), ...rater },
    { name: 'consent', path: paths.studyConsent(studyId), ...rater },
    { name: 'previous-rating', path: paths.previousRating(studyId), for: [], isPage: false },
    { name: 'history', path: paths.history(), ...rater },
    { name: 'history-skipped', path: `${paths.history()}?show=skipped`, ...rater },
    { name: 'history-none', path: `${paths.history()}?show=flagged`, ...rater },
    { name: 'messages', path: paths.messages(), ...rater },
    { name: 'account-deletion', path: paths.accountDeletion(), ...rater },
    { name: 'account-data', path: paths.accountData(), for: ['rater'], isPage: false },
    { name: 'rating', path: openPath, ...rater },
    { name: 'rating-edit', path: ratedPath, ...rater },
    { name: 'rating-verify', path: verifyPath, ...rater },
    { name: 'rating-skipped', path: skippedPath, ...rater },
    { name: 'skip', path: skipPath, ...rater },
    { name: 'lease', path: skipPath.replace('/skip', '/lease'), for: [], isPage: false },
    { name: 'parked', path: paths.parked(), ...rater },
    { name: 'opt-outs', path: paths.optOuts(), ...rater },
    { name: 'training', path: paths.training(training.studyId), ...rater },
    { name: 'training-item', path: training.itemPath, ...rater },
    { name: 'training-feedback', path: training.feedbackPath, ...rater },
    { name: 'earnings', path: paths.earnings(), ...rater },
    { name: 'appeal', path: furniture.appealPath, ...rater },
  ];
}

function forAdmins(furniture: Furniture): Visit[] {
  const { studyId, raterId, emptyStudyId, stoppedStudyId, datasetId, goldId, slug, itemId } = furniture;
  const admin = { for: ['admin'] as const, ...page };
  return [
    { name: 'account-tokens', path: paths.accountTokens(), ...admin },
    { name: 'people', path: paths.people(), ...admin },
    { name: 'person', path: paths.person(furniture.personId), ...admin },
    { name: 'confirmation', path: paths.accountConfirmation(), ...admin },
    { name: 'second-factor', path: paths.secondFactor(), ...admin },
    { name: 'datasets', path: paths.datasets(), ...admin },
    { name: 'datasets-filtered', path: `${paths.datasets()}?search=a&sort=items`, ...admin },
    { name: 'datasets-none', path: `${paths.datasets()}?tag=nothing`, ...admin },
    { name: 'dataset', path: paths.dataset(datasetId), ...admin },
    { name: 'lint-dataset', path: paths.datasetLint(datasetId), ...admin },
    { name: 'lint-dataset-rule', path: `${paths.datasetLint(datasetId)}?rule=same-item-elsewhere`, ...admin },
    { name: 'lint', path: paths.lint(), ...admin },
    { name: 'lint-rule', path: `${paths.lint()}?rule=same-item-elsewhere`, ...admin },
    { name: 'lint-rules', path: paths.lintRules(), ...admin },
    { name: 'dataset-gold', path: paths.datasetGold(goldId), ...admin },
    { name: 'dataset-polarity', path: paths.datasetPolarity(datasetId), ...admin },
    { name: 'dataset-behaviors', path: paths.datasetBehaviors(datasetId), ...admin },
    { name: 'dataset-items', path: paths.datasetItems(datasetId), ...admin },
    { name: 'dataset-items-filtered', path: `${paths.datasetItems(datasetId)}?text=a&view=raw`, ...admin },
    { name: 'dataset-item', path: paths.datasetItem(datasetId, 1), ...admin },
    { name: 'pairs', path: paths.pairs(), ...admin },
    { name: 'report', path: paths.report(furniture.reportId), ...admin },
    { name: 'report-awaited', path: paths.report(furniture.awaitedReportId), ...admin },
    { name: 'agreement', path: paths.agreement(), ...admin },
    { name: 'studies', path: paths.studies(), ...admin },
    { name: 'study-new', path: paths.newStudy(), ...admin },
    { name: 'study', path: paths.study(studyId), ...admin },
    { name: 'study-empty', path: paths.study(emptyStudyId), ...admin },
    { name: 'study-dataset', path: paths.studyDataset(studyId, slug), ...admin },
    { name: 'study-dataset-empty', path: paths.studyDataset(emptyStudyId, slug), ...admin },
    { name: 'study-item', path: paths.studyItem(studyId, itemId), ...admin },
    { name: 'invites', path: paths.studyInvites(studyId), ...admin },
    { name: 'panel-settings', path: paths.studyPanel(furniture.panelStudyId), ...admin },
    { name: 'panel-new', path: `${paths.studyPanel(studyId)}?preset=sona`, ...admin },
    { name: 'study-pay', path: paths.studyPay(studyId), ...admin },
    { name: 'study-pay-none', path: paths.studyPay(emptyStudyId), ...admin },
    { name: 'rater-pay', path: paths.raterPay(studyId, raterId), ...admin },
    { name: 'study-lock', path: paths.studyLock(studyId), ...admin },
    { name: 'study-telling', path: paths.studyTelling(studyId), ...admin },
    { name: 'raters', path: paths.studyRaters(studyId), ...admin },
    { name: 'raters-none', path: paths.studyRaters(emptyStudyId), ...admin },
    { name: 'rater', path: paths.studyRater(studyId, raterId), ...admin },
    { name: 'study-stopped', path: paths.study(stoppedStudyId), ...admin },
    { name: 'study-dataset-stopped', path: paths.studyDataset(stoppedStudyId, slug), ...admin },
    { name: 'raters-stopped', path: paths.studyRaters(stoppedStudyId), ...admin },
    {
      name: 'rater-excluded',
      path: paths.studyRater(stoppedStudyId, furniture.excludedRaterId),
      ...admin,
    },
    { name: 'invites-closed', path: paths.studyInvites(stoppedStudyId), ...admin },
  ];
}

function forTrainers({ emptyStudyId, training: { studyId, itemId, raterId } }: Furniture): Visit[] {
  const admin = { for: ['admin'] as const, ...page };
  return [
    { name: 'study-training', path: paths.studyTraining(studyId), ...admin },
    { name: 'study-training-none', path: paths.studyTraining(emptyStudyId), ...admin },
    { name: 'study-training-item', path: paths.trainingItem(studyId, itemId), ...admin },
    { name: 'rater-training', path: paths.raterTraining(studyId, raterId), ...admin },
  ];
}

/** The pages of the wizard, at every step an import can be at. */
function forImports({ importId, imports }: Furniture): Visit[] {
  const admin = { for: ['admin'] as const, ...page };
  const generic = `${paths.importPreview(imports.received)}?format=generic`;
  const forecast = `${paths.importPlan(imports.checked)}?pay=9.5&perDataset=2`;
  return [
    { name: 'imports', path: paths.imports(), ...admin },
    { name: 'import-new', path: paths.newImport(), ...admin },
    { name: 'import-received', path: paths.import(imports.received), ...admin },
    { name: 'import-preview', path: paths.importPreview(imports.checked), ...admin },
    { name: 'import-mapping', path: generic, ...admin },
    { name: 'import-unmapped', path: paths.import(imports.unmapped), ...admin },
    { name: 'import-checking', path: paths.import(imports.checking), ...admin },
    { name: 'import-checked', path: paths.import(imports.checked), ...admin },
    { name: 'import-refused', path: paths.import(imports.refused), ...admin },
    { name: 'import-plan', path: paths.importPlan(imports.checked), ...admin },
    { name: 'import-forecast', path: forecast, ...admin },
    { name: 'import-confirmation', path: paths.importConfirmation(imports.planned), ...admin },
    { name: 'import-importing', path: paths.import(imports.importing), ...admin },
    { name: 'import-result', path: paths.import(importId), ...admin },
    { name: 'import-undoing', path: paths.importUndoing(importId), ...admin },
  ];
}

/** Every form, refused. */
export function refusalsOf({
  panelStudyId,
  joinPath,
  openPath,
  skipPath,
  appealPath,
  studyId,
  raterId,
  imports,
  training,
}: Furniture): Refusal[] {
  return [
    {
      name: 'exclusion-refused',
      path: paths.studyRater(studyId, raterId),
      visitor: 'admin',
      button: 'Exclude',
    },
    { name: 'account-password-refused', path: paths.accountPassword(), visitor: 'rater', button: 'Save' },
    {
      name: 'account-link-refused',
      path: paths.accountLink(),
      visitor: 'rater',
      button: 'Make the link and show it',
    },
    {
      name: 'account-deletion-refused',
      path: paths.accountDeletion(),
      visitor: 'rater',
      button: 'Delete the account for good',
    },
    { name: 'message-refused', path: paths.studyRaters(studyId), visitor: 'admin', button: 'Send to all' },
    { name: 'pause-refused', path: paths.studyRater(studyId, raterId), visitor: 'admin', button: 'Pause' },
    { name: 'sign-in-refused', path: paths.signIn(), visitor: 'signed out', button: 'Sign in' },
    { name: 'join-refused', path: joinPath, visitor: 'signed out', button: 'Join' },
    { name: 'rating-refused', path: openPath, visitor: 'rater', button: 'Save and next' },
    { name: 'training-refused', path: training.itemPath, visitor: 'rater', button: 'Answer' },
    {
      name: 'rater-pass-refused',
      path: paths.raterTraining(training.studyId, training.raterId),
      visitor: 'admin',
      button: 'Let the rater pass',
    },
    { name: 'skip-refused', path: skipPath, visitor: 'rater', button: 'Skip and go on' },
    { name: 'import-new-refused', path: paths.newImport(), visitor: 'admin', button: 'Upload and preview' },
    {
      name: 'import-map-refused',
      path: paths.import(imports.unmapped),
      visitor: 'admin',
      button: 'Check the file',
    },
    {
      name: 'import-plan-refused',
      path: `${paths.importPlan(imports.checked)}?slug=`,
      visitor: 'admin',
      button: 'Save and go on',
    },
    {
      name: 'panel-refused',
      path: `${paths.studyPanel(panelStudyId)}?preset=sona`,
      visitor: 'admin',
      button: 'Save the settings',
    },
    { name: 'rejection-refused', path: paths.raterPay(studyId, raterId), visitor: 'admin', button: 'Reject' },
    {
      name: 'answer-refused',
      path: paths.raterPay(studyId, raterId),
      visitor: 'admin',
      button: 'Answer the appeal',
    },
    { name: 'appeal-refused', path: appealPath, visitor: 'rater', button: 'Send the appeal' },
    { name: 'agreement-refused', path: paths.agreement(), visitor: 'admin', button: 'Show the figures' },
    { name: 'study-refused', path: paths.newStudy(), visitor: 'admin', button: 'Make the study' },
  ];
}

function files({ studyId, reportId, datasetId, imports, panelStudyId }: Furniture): Visit[] {
  const file = { for: ['admin'] as const, isPage: false };
  return [
    { name: 'home', path: paths.home(), for: [], isPage: false },
    { name: 'health', path: paths.health(), for: everyone, isPage: false },
    { name: 'import-problems', path: paths.importProblems(imports.checked), ...file },
    { name: 'original', path: paths.datasetOriginal(datasetId), ...file },
    ...itemFormats.map(({ key }) => ({
      name: `items-${key}`,
      path: paths.datasetItemsFile(datasetId, key),
      ...file,
    })),
    { name: 'lint-dataset-json', path: paths.datasetLintJson(datasetId), ...file },
    { name: 'lint-csv', path: paths.lintTable('csv'), ...file },
    { name: 'lint-json', path: paths.lintTable('json'), ...file },
    { name: 'report-html', path: paths.reportFile(reportId, 'report.html'), ...file },
    { name: 'report-bundle', path: paths.reportFile(reportId, 'bundle.zip'), ...file },
    { name: 'ratings-jsonl', path: paths.ratings(studyId, 'jsonl'), ...file },
    { name: 'panel-csv', path: paths.panelCsv(panelStudyId), ...file },
    { name: 'pay-csv', path: paths.payList(studyId), ...file },
    { name: 'ratings-csv', path: paths.ratings(studyId, 'csv'), ...file },
  ];
}

const openToReaders = [
  ...['datasets', 'datasets-filtered', 'datasets-none', 'dataset', 'dataset-items', 'dataset-items-filtered'],
  ...['dataset-item', 'original', ...itemFormats.map(({ key }) => `items-${key}`)],
  ...['studies', 'study', 'study-empty', 'study-stopped', 'study-item'],
  ...['study-dataset', 'study-dataset-empty', 'study-dataset-stopped'],
  ...['account', 'account-password', 'account-link', 'confirmation', 'second-factor'],
];

/** What those read, by the names of the visits, besides what is open to all. */
export const openToRole = {
  adjudicator: openToReaders,
  analyst: [
    ...openToReaders,
    ...[
      'report',
      'report-awaited',
      'report-html',
      'report-bundle',
      'agreement',
      'ratings-jsonl',
      'ratings-csv',
    ],
  ],
} as const satisfies Record<string, readonly string[]>;
