import { Router } from 'express';
import type { Context } from '../context';
import { paths } from '../paths';
import { pathId } from '../web/path-id';
import { requireReader } from '../web/require-role';
import { sendDownload } from '../web/send-download';
import { loadDataset } from './dataset-store';
import { exportItems } from './exporting/export-items';
import { originalName } from './exporting/export-original';
import { originalsFolder } from './importing/keep-original';
import { itemFormats } from './item-formats';

/** Downloads of a dataset: the bytes it was imported from, and its items in every format of the list. */
export function exportRoutes(context: Context): Router {
  const router = Router();
  const { db } = context;

  router.get(paths.datasetOriginal(':id'), requireReader, async (req, res, next) => {
    const dataset = await loadDataset(db, pathId(req));
    // The bytes are a stranger's: never shown in the page's own origin, whatever they contain.
    res.set('Content-Security-Policy', 'sandbox');
    res.attachment(originalName(dataset)).type('application/octet-stream');
    const options = { root: originalsFolder(context), cacheControl: false, acceptRanges: false };
    res.sendFile(dataset.sha256, options, (error: unknown) => {
      // Our own file is missing: a fault of ours, whatever status the sender gives it.
      if (error && !res.headersSent) next(new Error('The original could not be sent.', { cause: error }));
    });
  });

  for (const { key, contentType, write } of itemFormats) {
    router.get(paths.datasetItemsFile(':id', key), requireReader, async (req, res) => {
      const dataset = await loadDataset(db, pathId(req));
      const withoutQuarantined = req.query.quarantined === 'left-out';
      await sendDownload(
        res,
        { name: `${dataset.slug}-items.${key}`, contentType },
        write(exportItems(db, dataset, { withoutQuarantined })),
      );
    });
  }

  return router;
}
