import { Router, type Request, type Response } from 'express';
import { unlink } from 'node:fs/promises';
import type { Context } from '../../../context';
import { Invalid } from '../../../errors';
import { paths } from '../../../paths';
import { currentUser } from '../../../web/current-user';
import { renderPage } from '../../../web/render-page';
import { requireAdmin } from '../../../web/require-role';
import { throttledByUser } from '../../../web/throttling/throttled';
import { receiveUpload, type Upload } from '../../../web/upload';
import { receiveImport } from '../../importing/receive-import';
import { newImportPage } from './new-import-page';
import { longestPaste } from './pasted-text';
import { readNewImport, uploadPath } from './read-new-import';

/** The first step of the wizard: a file, or a pasted text. Whatever is wrong with it is said on the form. */
export function newImportRoutes(context: Context): Router {
  const router = Router();
  const { uploadLimitMib } = context.config;

  router.get(paths.newImport(), requireAdmin, (_req, res) => {
    renderPage(res, 'imports/new', newImportPage(uploadLimitMib));
  });

  router.post(
    paths.imports(),
    requireAdmin,
    throttledByUser(context, 'imports of an account'),
    async (req, res) => {
      const upload = await receiveForm(context, req);
      if (upload instanceof Invalid) {
        const fault = { name: 'file', message: `${upload.message} ${upload.wayForward}` };
        return renderPage(res, 'imports/new', newImportPage(uploadLimitMib, [fault]), 422);
      }
      return receive(context, upload, req, res);
    },
  );

  return router;
}

async function receiveForm(context: Context, req: Request): Promise<Upload | Invalid> {
  const limits = {
    fileBytes: context.config.uploadLimitMib * 1024 ** 2,
    fields: ['text', 'name'],
    // More than is taken, so that a text that is a little too long is not lost.
    longField: { name: 'text', bytes: 4 * longestPaste },
  };
  try {
    return await receiveUpload(req, await uploadPath(context), limits);
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
}

async function receive(context: Context, upload: Upload, req: Request, res: Response): Promise<void> {
  const { file, faults } = await readNewImport(context, upload);
  if (faults) {
    if (file) await discard(file.path);
    const locals = newImportPage(context.config.uploadLimitMib, faults, upload.fields);
    return renderPage(res, 'imports/new', locals, upload.isTooLarge ? 413 : 422);
  }
  try {
    const { path, fileName, ...move } = file;
    const run = await receiveImport(context, { path, fileName, actorId: currentUser(req).id, move });
    return res.redirect(303, paths.import(run.id));
  } finally {
    // Once received, it has been moved away.
    await discard(file.path);
  }
}

async function discard(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}
