/** Every URL as a function. Routes pass `':id'` and the like; redirects, views and tests pass real ids. */
const at =
  (prefix: string, suffix = '') =>
  (id: string): string =>
    `${prefix}/${id.startsWith(':') ? id : encodeURIComponent(id)}${suffix}`;

const study = at('/studies');

export const paths = {
  home: () => '/',
  help: () => '/help',
  health: () => '/health',
  language: () => '/language',

  signIn: () => '/sign-in',
  signOut: () => '/sign-out',
  signInLink: at('/sign-in/link'),
  account: () => '/account',
  accountSettings: () => '/account/settings',
  accountPassword: () => '/account/password',
  accountLink: () => '/account/link',
  accountLinkRemoval: () => '/account/link/removal',
  accountSessionsRemoval: () => '/account/sessions/removal',
  accountData: () => '/account/data.json',
  accountDeletion: () => '/account/deletion',
  accountDeleted: () => '/account-deleted',
  messages: () => '/messages',
  messageReading: at('/messages', '/reading'),
  messageReplies: at('/messages', '/replies'),
  setup: at('/setup'),
  join: at('/join'),

  datasets: () => '/datasets',
  dataset: at('/datasets'),
  datasetBehavior: at('/datasets', '/behavior'),
  datasetBehaviors: at('/datasets', '/behaviors'),
  datasetItems: at('/datasets', '/items'),
  datasetItem: (id: string, line: number | string) => at('/datasets', `/items/${line}`)(id),
  datasetOriginal: at('/datasets', '/original'),
  datasetItemsFile: (id: string, format: string) => at('/datasets', `/items.${format}`)(id),
  datasetPolarity: at('/datasets', '/polarity'),
  datasetGold: at('/datasets', '/gold'),
  goldTie: at('/datasets', '/gold-tie'),
  goldExplanations: at('/datasets', '/explanations'),
  pairs: () => '/pairs',
  pairRemoval: () => '/pairs/removal',
  datasetLint: at('/datasets', '/lint'),
  datasetLintJson: at('/datasets', '/lint.json'),
  lintDecisions: at('/datasets', '/lint-decisions'),
  lintRuns: at('/datasets', '/lint-runs'),
  lint: () => '/lint',
  lintTable: (format: string) => `/lint.${format}`,
  lintRules: () => '/lint/rules',
  imports: () => '/imports',
  newImport: () => '/imports/new',
  import: at('/imports'),
  importPreview: at('/imports', '/preview'),
  importProblems: at('/imports', '/problems.jsonl'),
  importPlan: at('/imports', '/plan'),
  importConfirmation: at('/imports', '/confirmation'),
  importCancellation: at('/imports', '/cancellation'),
  importUndoing: at('/imports', '/undoing'),
  importDeletion: at('/imports', '/deletion'),

  studies: () => '/studies',
  newStudy: () => '/studies/new',
  study,
  studyPause: at('/studies', '/pause'),
  studyPauseRemoval: at('/studies', '/pause/removal'),
  studyClosing: at('/studies', '/closing'),
  studyClosingRemoval: at('/studies', '/closing/removal'),
  studyLock: at('/studies', '/lock'),
  studyQuota: at('/studies', '/quota'),
  studyTelling: at('/studies', '/telling'),
  studyConsent: at('/studies', '/consent'),
  previousRating: at('/studies', '/previous-rating'),
  studyRaters: at('/studies', '/raters'),
  studyRater: (studyId: string, raterId: string) => `${study(studyId)}${at('/raters')(raterId)}`,
  raterRemoval: (studyId: string, raterId: string) =>
    `${study(studyId)}${at('/raters', '/removal')(raterId)}`,
  raterReadmission: (studyId: string, raterId: string) =>
    `${study(studyId)}${at('/raters', '/readmission')(raterId)}`,
  raterExclusion: (studyId: string, raterId: string) =>
    `${study(studyId)}${at('/raters', '/exclusion')(raterId)}`,
  raterExclusionRemoval: (studyId: string, raterId: string) =>
    `${study(studyId)}${at('/raters', '/exclusion/removal')(raterId)}`,
  raterPause: (studyId: string, raterId: string) => `${study(studyId)}${at('/raters', '/pause')(raterId)}`,
  raterPauseRemoval: (studyId: string, raterId: string) =>
    `${study(studyId)}${at('/raters', '/pause/removal')(raterId)}`,
  raterMessages: (studyId: string, raterId: string) =>
    `${study(studyId)}${at('/raters', '/messages')(raterId)}`,
  studyMessages: at('/studies', '/messages'),
  studyTraining: at('/studies', '/training'),
  trainingVersions: at('/studies', '/training/versions'),
  trainingSettings: at('/studies', '/training/settings'),
  trainingOpening: at('/studies', '/training/opening'),
  trainingItems: at('/studies', '/training/items'),
  trainingItem: (studyId: string, itemId: string) => `${study(studyId)}${at('/training/items')(itemId)}`,
  trainingItemRise: (studyId: string, itemId: string) =>
    `${study(studyId)}${at('/training/items', '/rise')(itemId)}`,
  trainingItemRemoval: (studyId: string, itemId: string) =>
    `${study(studyId)}${at('/training/items', '/removal')(itemId)}`,
  raterTraining: (studyId: string, raterId: string) =>
    `${study(studyId)}${at('/raters', '/training')(raterId)}`,
  raterRequalification: (studyId: string, raterId: string) =>
    `${study(studyId)}${at('/raters', '/requalification')(raterId)}`,
  raterQualification: (studyId: string, raterId: string) =>
    `${study(studyId)}${at('/raters', '/qualification')(raterId)}`,
  studyInvites: at('/studies', '/invites'),
  inviteRevocation: at('/invites', '/revocation'),
  studyDataset: (studyId: string, slug: string) => `${study(studyId)}${at('/datasets')(slug)}`,
  studyItem: (studyId: string, itemId: string) => `${study(studyId)}${at('/items')(itemId)}`,
  studyReports: at('/studies', '/reports'),
  report: at('/reports'),
  reportFile: (id: string, name: string) => at('/reports', `/files/${name}`)(id),
  ratings: (studyId: string, format: string) => `${study(studyId)}/ratings.${format}`,

  agreement: () => '/agreement',

  work: () => '/work',
  studyAssignments: at('/studies', '/assignments'),
  rating: at('/assignments', '/rating'),
  skip: at('/assignments', '/skip'),
  lease: at('/assignments', '/lease'),
  workDone: at('/work', '/done'),
  training: at('/training'),
  trainingPage: (runId: string, number: number | string) => at('/training', `/${number}`)(runId),
  trainingFeedback: (runId: string, number: number | string) => at('/training', `/${number}/feedback`)(runId),
  parked: () => '/parked',
  parkedRating: at('/parked', '/rating'),
  parkedRemoval: at('/parked', '/removal'),
  optOuts: () => '/opt-outs',
  history: () => '/history',
} as const;
