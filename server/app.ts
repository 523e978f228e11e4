import ejs from 'ejs';
import express, { type Express } from 'express';
import { join } from 'node:path';
import { languageRoutes } from './accounts/language-routes';
import { accountRoutes } from './accounts/account-routes';
import { accessRoutes } from './accounts/access/access-routes';
import { confirmationRoutes } from './accounts/confirming/confirmation-routes';
import { peopleRoutes } from './accounts/people/people-routes';
import { secondFactorRoutes } from './accounts/second-factor/second-factor-routes';
import { signInCodeRoutes } from './accounts/second-factor/sign-in-code-routes';
import type { StudyDoor } from './accounts/invites/accept-invite';
import { deletionRoutes } from './accounts/own-account/deletion-routes';
import { linkSignInRoutes } from './accounts/own-account/link-sign-in-routes';
import { downloadLimit, tokenAccess } from './accounts/api-tokens/token-access-routes';
import { tokenRoutes } from './accounts/api-tokens/token-routes';
import { ownAccountRoutes } from './accounts/own-account/own-account-routes';
import { inviteRoutes } from './accounts/invites/invite-routes';
import { signIn } from './accounts/sign-in';
import { agreementRoutes } from './agreement/agreement-routes';
import { figuresRoutes } from './agreement/figures-page/figures-routes';
import { projectFolder } from './config';
import type { Context } from './context';
import { catalogueRoutes } from './datasets/catalogue/catalogue-routes';
import { itemRoutes } from './datasets/catalogue/item-routes';
import { datasetRoutes } from './datasets/dataset-routes';
import { exportRoutes } from './datasets/export-routes';
import { goldRoutes } from './datasets/gold/gold-routes';
import { importRoutes } from './datasets/import-routes';
import { lintRoutes } from './datasets/lint/report/lint-routes';
import { pairRoutes } from './datasets/pairing/pair-routes';
import { earningsRoutes } from './pay/earnings-routes';
import { listOwnPayEntries } from './pay/ledger/entry-store';
import { payOffer } from './pay/pay-offer';
import { payRoutes } from './pay/pay-routes';
import { proposedBonuses } from './pay/proposed-bonuses';
import { raterPayRoutes } from './pay/rater-pay-routes';
import { sayEarnings } from './pay/say-earnings';
import { leavingStudies } from './quality/leave-studies';
import { raterRoutes } from './quality/rater-routes';
import { consentRoutes } from './rating/consent/consent-routes';
import { historyRoutes } from './rating/history-routes';
import { messageRoutes } from './rating/messages/message-routes';
import { ownDataRoutes } from './rating/own-data/own-data-routes';
import { optOutRoutes } from './rating/opting-out/opt-out-routes';
import { parkedRoutes } from './rating/parking/parked-routes';
import { waitingPath } from './rating/parking/save-parked';
import { ratingRoutes } from './rating/rating-routes';
import { skipRoutes } from './rating/skipping/skip-routes';
import { submissionRoutes } from './rating/submission-routes';
import { qualificationRoutes } from './rating/training/qualification-routes';
import { studyTrainingRoutes } from './rating/training/study-training-routes';
import { trainingRoutes } from './rating/training/training-routes';
import { overviewRoutes } from './reports/overview/overview-routes';
import { reportRoutes } from './reports/report-routes';
import { listContentNotes } from './rating/opting-out/content-store';
import { sessionRoutes } from './rating/panel-session/session-routes';
import { joinStudy } from './studies/join-study';
import type { PanelNeeds } from './studies/panels/panel-needs';
import { panelRoutes } from './studies/panels/panel-routes';
import { isParticipant } from './studies/participation-store';
import { releaseDataset } from './studies/release-dataset';
import { listStudiesOfDataset } from './studies/release-store';
import { stateRoutes } from './studies/state-routes';
import { studyNotice } from './rating/study-notice';
import { tellingRoutes } from './studies/telling/telling-routes';
import { studyRoutes } from './studies/study-routes';
import { mayJoin } from './studies/study-state';
import { loadStudy } from './studies/study-store';
import { studyUses } from './studies/study-uses-store';
import { allowedMethods } from './web/requests/allowed-methods';
import { errorPage, notFoundPage } from './web/error-pages';
import { formBody } from './web/requests/form-body';
import { homeRoutes } from './web/home-routes';
import { requestId } from './web/requests/request-id';
import { requestLog } from './web/requests/request-log';
import { sameOrigin } from './web/requests/same-origin';
import { codeIsRequired } from './web/require-role';
import { securityHeaders } from './web/requests/security-headers';
import { strictQuery } from './web/requests/strict-query';
import { sessions } from './web/sessions/sessions';
import { staticFiles } from './web/requests/static-files';

/** The application: settings, middleware and routers, in the order a request meets them. */
export function createApp(context: Context): Express {
  const { config, log, now, newId } = context;
  const app = express();
  app.disable('x-powered-by');
  // Pages are never stored by browsers, so nobody would ask whether they have changed.
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.set('env', config.production ? 'production' : 'development');
  app.set('view cache', config.production);
  const views = join(projectFolder, 'views');
  app.set('views', views);
  // What is noted for messages about mistakes in views costs a tenth of a page or more; parts of views are named from
  // their folder on, because for others EJS asks the disk each time whether they are there.
  const compiling = { root: views, cache: config.production, compileDebug: !config.production };
  app.engine('ejs', (path, locals, done) => void ejs.renderFile(path, locals, compiling, done));
  app.set('view engine', 'ejs');
  app.set('assay version', config.version);
  app.set(codeIsRequired, config.requireSecondFactor);

  app.use(requestId(newId), requestLog(log, now), securityHeaders(config.baseUrl));
  app.use(allowedMethods);
  app.use('/static', staticFiles(config.production));
  app.use(tokenAccess(context), sameOrigin(config.baseUrl), formBody, sessions(context), signIn(context));
  app.use(strictQuery, downloadLimit(context));

  addRating(app, context);
  app.use(homeRoutes(context.db), accountRoutes(context, waitingPath), languageRoutes(context));
  addDoors(app, context);
  addRooms(app, context);

  app.use(notFoundPage, errorPage(log));
  return app;
}

/** First of all: raters come most often, and a request is compared with every route before its own. */
function addRating(app: Express, context: Context): void {
  const earnings = sayEarnings(context);
  app.use(submissionRoutes(context, earnings), ratingRoutes(context, earnings));
  app.use(skipRoutes(context), parkedRoutes(context));
  app.use(consentRoutes(context, earnings), trainingRoutes(context, earnings));
}

/** The ways into a study: by an invite, and from a panel. */
function addDoors(app: Express, context: Context): void {
  const door: StudyDoor = {
    isOpen: async (db, studyId) => mayJoin(await loadStudy(db, studyId)),
    tellOf: async (db, studyId, language) => ({
      ...(await studyNotice(db, studyId)),
      pay: await payOffer(db, studyId, language),
    }),
    hasJoined: isParticipant,
    join: (tx, joined) => joinStudy(tx, context, joined),
  };
  app.use(inviteRoutes(context, door), accessRoutes(context), peopleRoutes(context));
  app.use(confirmationRoutes(context), secondFactorRoutes(context), signInCodeRoutes(context));
  const panelNeeds: PanelNeeds = {
    contentNotes: listContentNotes,
    waitingPath,
    payOffer,
    proposedBonuses: (db, studyId) => proposedBonuses(context, db, studyId),
  };
  app.use(panelRoutes(context, panelNeeds), sessionRoutes(context));
}

/** The rooms behind the doors, in any order. */
function addRooms(app: Express, context: Context): void {
  const studiesOfDataset = { list: listStudiesOfDataset, release: releaseDataset };
  app.use(catalogueRoutes(context, studyUses), datasetRoutes(context, studyUses), itemRoutes(context));
  app.use(importRoutes(context, studiesOfDataset), studyRoutes(context), stateRoutes(context));
  app.use(tellingRoutes(context), exportRoutes(context), studyTrainingRoutes(context));
  app.use(pairRoutes(context), goldRoutes(context), lintRoutes(context), qualificationRoutes(context));
  app.use(optOutRoutes(context), historyRoutes(context));
  app.use(
    ownAccountRoutes(context),
    tokenRoutes(context),
    linkSignInRoutes(context, waitingPath),
    ownDataRoutes(context, [{ name: 'pay', load: listOwnPayEntries }]),
  );
  app.use(deletionRoutes(context, leavingStudies), messageRoutes(context), raterRoutes(context));
  app.use(earningsRoutes(context), payRoutes(context), raterPayRoutes(context));
  app.use(agreementRoutes(context), figuresRoutes(context), reportRoutes(context), overviewRoutes(context));
}
