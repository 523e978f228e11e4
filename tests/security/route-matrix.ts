import type { Scope } from '../../server/accounts/api-tokens/scopes';

/** Who sends a request: nobody in particular, or a user of one role. */
export const callers = ['signed out', 'rater', 'analyst', 'adjudicator', 'admin'] as const;
export type Caller = (typeof callers)[number];

/** What one route of the application promises. */
export interface RouteRow {
  /** Method and pattern, as in `GET /studies/:id`. */
  readonly route: string;
  /** Others are asked to sign in, or refused with 403. */
  readonly who: readonly Caller[];
  /** The scope of the API tokens that open it; others open nothing, and nobody else calls a route but with a session. */
  readonly token?: Scope;
  /** Whether a rater finds only what is theirs there, and 404 for what is another's. */
  readonly own?: true;
  /** What a page leads to at once, instead of being one. */
  readonly leads?: true;
  /** Whether a form with something wrong in it leads back to its page, which then says nothing. */
  readonly leadsBack?: true;
  /** The parameters after the question mark, `any` where whatever else is said is ignored. */
  readonly query?: string;
  /** The fields of the form; `…` for those that questions name, a star for those that may be repeated, `files`. */
  readonly body?: string;
  /** The throttles that count what is sent. All bodies are limited to 100 kB but files. */
  readonly limit?: string;
}

/** By account and network, by account, and by address; browsers that are known have counts of their own. */
const strangers = 'sign-in to account, sign-in stop of account, sign-in from address';
const known = 'sign-in from known browser, sign-in stop of known browsers';
const signIn = `${strangers}, ${known}`;
const downloads = 'downloads of an account';
const openToTokens = `${downloads}, tokens from address`;

const everyone = callers;
const users = ['rater', 'analyst', 'adjudicator', 'admin'] as const;
const rater = ['rater'] as const;
const admin = ['admin'] as const;
const reader = ['analyst', 'adjudicator', 'admin'] as const;
const analyst = ['analyst', 'admin'] as const;

const description = 'behavior polarity source family category contentNote tags';
const rating = 'submissionId baseRevision comment flag …';
const panelCodes = 'completedCode completedLink screenedOutCode screenedOutLink quotaFullCode quotaFullLink';
const rules = 'stopMost stopSure stopAbove stopBelow stopAlpha stopBeta';

const doors: RouteRow[] = [
  { route: 'GET /', who: everyone, leads: true },
  { route: 'GET /help', who: everyone },
  { route: 'GET /health', who: everyone },
  { route: 'POST /language', who: everyone, leadsBack: true, body: 'language next' },
  { route: 'GET /sign-in', who: everyone, query: 'next unsaved kept' },
  { route: 'POST /sign-in', who: everyone, body: 'username password next', limit: signIn },
  { route: 'GET /sign-in/code', who: everyone, leads: true },
  { route: 'POST /sign-in/code', who: everyone, leadsBack: true, body: 'code', limit: 'codes of account' },
  { route: 'POST /sign-out', who: everyone },
  { route: 'GET /sign-in/link/:token', who: everyone, query: 'any' },
  { route: 'POST /sign-in/link/:token', who: everyone, query: 'any', limit: 'sign-in by link' },
  { route: 'GET /setup/:token', who: everyone },
  { route: 'POST /setup/:token', who: everyone, body: 'username password', limit: 'join from address' },
  { route: 'GET /join/:token', who: everyone, query: 'any' },
  {
    route: 'POST /join/:token',
    ...{ who: ['signed out', 'rater'], query: 'any', body: 'username password noPassword' },
    limit: 'join from address',
  },
  { route: 'GET /panels/:token', who: everyone, query: 'any', limit: 'panel opened from address' },
  {
    route: 'POST /panels/:token/visit',
    ...{ who: everyone, leadsBack: true, body: 'leave reentryCode' },
    limit: 'panel start from address',
  },
  { route: 'GET /access/:token', who: everyone },
  {
    route: 'POST /access/:token',
    ...{ who: everyone, body: 'username password', limit: 'access links from address' },
  },
  { route: 'GET /account-deleted', who: everyone },
];

const account: RouteRow[] = [
  { route: 'GET /account', who: users },
  { route: 'POST /account/settings', who: users, body: 'textSize rating*' },
  { route: 'POST /account/sessions/removal', who: users, body: 'session' },
  { route: 'GET /account/password', who: users },
  { route: 'POST /account/password', who: users, body: 'current password', limit: signIn },
  { route: 'GET /account/link', who: users },
  { route: 'POST /account/link', who: users, body: 'proof', limit: signIn },
  { route: 'POST /account/link/removal', who: users },
  { route: 'GET /account/data.json', who: rater, limit: downloads },
  { route: 'GET /account/deletion', who: rater },
  { route: 'POST /account/deletion', who: rater, body: 'proof', limit: signIn },
  { route: 'GET /account/tokens', who: admin },
  { route: 'POST /account/tokens', who: admin, body: 'name scopes* days proof', limit: signIn },
  { route: 'POST /account/tokens/:id/revocation', who: admin },
  { route: 'GET /account/confirmation', who: reader, query: 'next unsaved' },
  {
    route: 'POST /account/confirmation',
    ...{ who: reader, query: 'next unsaved', body: 'proof next', limit: signIn },
  },
  { route: 'GET /account/second-factor', who: reader },
  { route: 'POST /account/second-factor', who: reader },
  { route: 'POST /account/second-factor/confirmation', who: reader, body: 'code', limit: 'codes of account' },
  { route: 'POST /account/second-factor/removal', who: reader },
  { route: 'POST /account/second-factor/recovery-codes', who: reader },
];

/** All of them for who has shown who they are within ten minutes. */
const people: RouteRow[] = [
  { route: 'GET /people', who: admin },
  { route: 'POST /people/links', who: admin, body: 'role' },
  { route: 'POST /people/password-links', who: admin, body: 'username' },
  { route: 'POST /people/account-openings', who: admin, body: 'username' },
  { route: 'POST /people/links/:id/revocation', who: admin },
  { route: 'GET /people/accounts/:id', who: admin },
  { route: 'POST /people/accounts/:id/role', who: admin, body: 'role' },
  { route: 'POST /people/accounts/:id/disabling', who: admin },
  { route: 'POST /people/accounts/:id/disabling/removal', who: admin },
  { route: 'POST /people/accounts/:id/second-factor/removal', who: admin },
];

const ratersWork: RouteRow[] = [
  { route: 'GET /work', who: rater },
  { route: 'GET /work/:id/done', who: rater, own: true },
  { route: 'POST /work/:id/end', who: rater, own: true },
  { route: 'POST /studies/:id/assignments', who: rater, own: true },
  { route: 'GET /studies/:id/previous-rating', who: rater, leads: true },
  { route: 'GET /assignments/:id/rating', who: rater, own: true, query: 'then' },
  {
    route: 'POST /assignments/:id/rating',
    ...{
      who: rater,
      own: true,
      query: 'then',
      body: rating,
      limit: 'ratings of a rater, answers parked from address',
    },
  },
  { route: 'GET /assignments/:id/lease', who: rater, leads: true },
  { route: 'POST /assignments/:id/lease', who: rater, own: true, body: rating },
  { route: 'GET /assignments/:id/skip', who: rater, own: true },
  { route: 'POST /assignments/:id/skip', who: rater, own: true, body: 'reason comment' },
  { route: 'GET /parked', who: rater },
  { route: 'POST /parked/:id/rating', who: rater, own: true },
  { route: 'POST /parked/:id/removal', who: rater, own: true },
  { route: 'GET /opt-outs', who: rater },
  { route: 'POST /opt-outs', who: rater, body: 'tag*' },
  { route: 'GET /history', who: rater, query: 'dataset show page' },
  { route: 'GET /studies/:id/consent', who: rater, own: true },
  { route: 'POST /studies/:id/consent', who: rater, own: true, body: 'textId decision tag*' },
  { route: 'GET /training/:id', who: rater, own: true },
  { route: 'POST /training/:id', who: rater, own: true, body: 'try' },
  { route: 'GET /training/:id/:number', who: rater, own: true },
  { route: 'POST /training/:id/:number', who: rater, own: true, body: '…' },
  { route: 'GET /training/:id/:number/feedback', who: rater, own: true },
  { route: 'GET /messages', who: rater },
  { route: 'POST /messages/:id/reading', who: rater, own: true },
  {
    route: 'POST /messages/:id/replies',
    ...{ who: rater, own: true, body: 'text', limit: 'replies of a rater' },
  },
  { route: 'GET /pay', who: rater },
  { route: 'GET /pay/rejections/:id/appeal', who: rater, own: true },
  { route: 'POST /pay/rejections/:id/appeal', who: rater, own: true, body: 'words' },
];

const items = { who: reader, query: 'quarantined', token: 'datasets:read', limit: openToTokens } as const;

const datasets: RouteRow[] = [
  {
    route: 'GET /datasets',
    ...{ who: reader },
    query: 'search family category source purpose polarity state format tag sort order after',
  },
  { route: 'GET /datasets/:id', who: reader },
  { route: 'POST /datasets/:id/behavior', who: admin, body: `${description} confirm mark` },
  { route: 'GET /datasets/:id/behaviors', who: admin },
  {
    route: 'GET /datasets/:id/items',
    ...{ who: reader, query: 'text label choices from to rule quarantined after view' },
  },
  { route: 'GET /datasets/:id/items/:line', who: reader, query: 'view' },
  { route: 'GET /datasets/:id/original', who: reader, token: 'datasets:read', limit: openToTokens },
  { route: 'GET /datasets/:id/items.jsonl', ...items },
  { route: 'GET /datasets/:id/items.csv', ...items },
  { route: 'GET /datasets/:id/items.parquet', ...items },
  { route: 'GET /pairs', who: admin },
  { route: 'POST /pairs', who: admin, body: 'model human verdict alignment' },
  { route: 'POST /pairs/removal', who: admin, body: 'model human' },
  { route: 'GET /datasets/:id/polarity', who: admin },
  { route: 'GET /datasets/:id/gold', who: admin, query: 'page' },
  { route: 'POST /datasets/:id/gold-tie', who: admin, body: 'goldFor' },
  { route: 'POST /datasets/:id/explanations', who: admin, query: 'page', body: 'item explanation' },
  { route: 'GET /datasets/:id/lint', who: admin, query: 'rule after' },
  { route: 'GET /lint', who: admin, query: 'rule' },
  { route: 'GET /lint/rules', who: admin },
  { route: 'GET /datasets/:id/lint.json', who: admin, token: 'datasets:read', limit: openToTokens },
  { route: 'GET /lint.json', who: admin, token: 'datasets:read', limit: openToTokens },
  { route: 'GET /lint.csv', who: admin, token: 'datasets:read', limit: openToTokens },
  { route: 'POST /datasets/:id/lint-decisions', who: admin, body: 'rule decision' },
  { route: 'POST /datasets/:id/lint-runs', who: admin },
];

const mapping =
  'question choices answer_matching_behavior answer_not_matching_behavior label_confidence behavior id';
const reading = ['format', ...mapping.split(' ').map((field) => `map-${field}`)].join(' ');
const plan = `slug purpose ${description} confirm quarantine* asCopy perDataset overlap seconds pay`;

const imports: RouteRow[] = [
  { route: 'GET /imports/new', who: admin },
  {
    route: 'POST /imports',
    ...{ who: admin, query: 'before', body: 'files text name', limit: 'imports of an account' },
  },
  { route: 'GET /imports', who: admin, query: 'before' },
  { route: 'GET /imports/:id', who: admin, query: 'reload after' },
  { route: 'GET /imports/:id/problems.jsonl', who: admin, limit: downloads },
  { route: 'GET /imports/:id/preview', who: admin, query: reading },
  { route: 'POST /imports/:id/preview', who: admin, query: reading, body: reading },
  { route: 'GET /imports/:id/plan', who: admin, query: plan },
  { route: 'POST /imports/:id/plan', who: admin, query: plan, body: plan },
  { route: 'GET /imports/:id/confirmation', who: admin },
  { route: 'POST /imports/:id/confirmation', who: admin },
  { route: 'POST /imports/:id/cancellation', who: admin },
  { route: 'POST /imports/:id/deletion', who: admin },
  { route: 'GET /imports/:id/undoing', who: admin },
  { route: 'POST /imports/:id/undoing', who: admin },
];

const studies: RouteRow[] = [
  { route: 'GET /studies', who: reader },
  { route: 'GET /studies/new', who: admin },
  {
    route: 'POST /studies',
    ...{ who: admin },
    body: `name scope datasets* perDataset overlap questionSet labelMode seed withdrawal raterQuota goldPercent verifyPercent ${rules}`,
  },
  { route: 'GET /studies/:id', who: reader },
  { route: 'POST /studies/:id/quota', who: admin, body: 'raterQuota' },
  { route: 'POST /studies/:id/pause', who: admin },
  { route: 'POST /studies/:id/pause/removal', who: admin },
  { route: 'POST /studies/:id/closing', who: admin },
  { route: 'POST /studies/:id/closing/removal', who: admin },
  { route: 'GET /studies/:id/lock', who: admin },
  { route: 'POST /studies/:id/lock', who: admin },
  { route: 'GET /studies/:id/telling', who: admin },
  {
    route: 'POST /studies/:id/telling',
    ...{ who: admin, body: 'organiser contact secondsPerItem consent guidelines action' },
  },
  { route: 'GET /studies/:id/invites', who: admin },
  { route: 'POST /studies/:id/invites', who: admin, body: 'uses days' },
  { route: 'POST /invites/:id/revocation', who: admin },
  { route: 'GET /studies/:id/panel', who: admin, query: 'preset' },
  {
    route: 'POST /studies/:id/panel',
    ...{ who: admin, query: 'preset' },
    body: `preset participantParameter studyParameter sessionParameter sessionItems minutes introduction participantLimit ${panelCodes} leftEarlyCode leftEarlyLink`,
  },
  { route: 'POST /studies/:id/panel/opening', who: admin },
  { route: 'POST /studies/:id/panel/closing', who: admin },
  { route: 'GET /studies/:id/panel/participants.csv', who: admin, limit: downloads },
  { route: 'GET /studies/:id/training', who: admin, query: 'page' },
  {
    route: 'POST /studies/:id/training/settings',
    ...{ who: admin, body: 'passMark tries delayMinutes payWords' },
  },
  { route: 'POST /studies/:id/training/versions', who: admin },
  { route: 'POST /studies/:id/training/opening', who: admin },
  { route: 'POST /studies/:id/training/items', who: admin, body: 'item' },
  { route: 'GET /studies/:id/training/items/:itemId', who: admin },
  { route: 'POST /studies/:id/training/items/:itemId', who: admin, body: 'kind reason …' },
  { route: 'POST /studies/:id/training/items/:itemId/rise', who: admin },
  { route: 'POST /studies/:id/training/items/:itemId/removal', who: admin },
];

const raters: RouteRow[] = [
  { route: 'GET /studies/:id/raters', who: admin },
  { route: 'POST /studies/:id/messages', who: admin, body: 'text' },
  { route: 'GET /studies/:id/raters/:raterId', who: admin },
  { route: 'POST /studies/:id/raters/:raterId/exclusion', who: admin, body: 'reason' },
  { route: 'POST /studies/:id/raters/:raterId/exclusion/removal', who: admin },
  { route: 'POST /studies/:id/raters/:raterId/pause', who: admin, body: 'pauseReason' },
  { route: 'POST /studies/:id/raters/:raterId/pause/removal', who: admin },
  { route: 'POST /studies/:id/raters/:raterId/messages', who: admin, body: 'text' },
  { route: 'POST /studies/:id/raters/:raterId/removal', who: admin },
  { route: 'POST /studies/:id/raters/:raterId/readmission', who: admin },
  { route: 'GET /studies/:id/raters/:raterId/training', who: admin },
  { route: 'POST /studies/:id/raters/:raterId/requalification', who: admin },
  { route: 'POST /studies/:id/raters/:raterId/qualification', who: admin, body: 'reason' },
];

const terms = 'rate currency amount estimatedSeconds floorPerHour idleSeconds training trainingAmount';

const pay: RouteRow[] = [
  { route: 'GET /studies/:id/pay', who: admin },
  { route: 'POST /studies/:id/pay', who: admin, body: `${terms} screenOutAmount` },
  { route: 'POST /studies/:id/pay/approvals', who: admin, body: 'asOf' },
  { route: 'POST /studies/:id/pay/payments', who: admin, body: 'asOf batchId' },
  { route: 'GET /studies/:id/pay.csv', who: admin, limit: downloads },
  { route: 'GET /studies/:id/pay/raters/:raterId', who: admin },
  { route: 'POST /studies/:id/pay/raters/:raterId/approvals', who: admin, body: 'asOf' },
  { route: 'POST /studies/:id/pay/raters/:raterId/payments', who: admin, body: 'asOf batchId' },
  { route: 'POST /studies/:id/pay/raters/:raterId/rejections', who: admin, body: 'amount reason' },
  { route: 'POST /studies/:id/pay/rejections/:rejectionId/answer', who: admin, body: 'decision answer' },
];

const findings: RouteRow[] = [
  { route: 'GET /studies/:id/datasets/:slug', who: reader, query: 'show page' },
  { route: 'GET /studies/:id/items/:itemId', who: reader },
  { route: 'GET /agreement', who: analyst },
  { route: 'POST /agreement', who: analyst, body: 'files item rater value scale order repeats' },
  {
    route: 'POST /studies/:id/reports',
    ...{ who: admin, body: 'barPercent seed', limit: 'reports of an account' },
  },
  { route: 'GET /reports/:id', who: analyst, query: 'reload' },
  { route: 'GET /reports/:id/files/:name', who: analyst, token: 'reports:read', limit: openToTokens },
  { route: 'GET /studies/:id/ratings.jsonl', who: analyst, token: 'ratings:read', limit: openToTokens },
  { route: 'GET /studies/:id/ratings.csv', who: analyst, token: 'ratings:read', limit: openToTokens },
];

/** Every route of the application. A test compares the list with the routes there are, and walks it. */
export const routeMatrix: readonly RouteRow[] = [
  ...[...doors, ...account, ...people, ...ratersWork],
  ...[...datasets, ...imports, ...studies, ...raters, ...pay, ...findings],
];
