import { Router } from 'express';
import type { Context } from '../../context';
import { paths } from '../../paths';
import { currentUser } from '../../web/current-user';
import { requireRater } from '../../web/require-role';
import { sendDownload } from '../../web/send-download';
import { ownData, type FurtherData } from './own-data';

/** All that is kept of the signed-in rater, to take away. */
export function ownDataRoutes({ db }: Context, further: readonly FurtherData[] = []): Router {
  const router = Router();
  router.get(paths.accountData(), requireRater, (req, res) => {
    const file = { name: 'assay-my-data.json', contentType: 'application/json; charset=utf-8' };
    return sendDownload(res, file, ownData(db, currentUser(req), further));
  });
  return router;
}
