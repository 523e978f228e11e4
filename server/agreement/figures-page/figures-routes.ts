import { Router, type Request, type Response } from 'express';
import { mkdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../context';
import { shownFileName } from '../../datasets/describing/describe-file';
import { Invalid } from '../../errors';
import { compute } from '../../jobs/compute';
import { heldName } from '../../jobs/holder';
import { paths } from '../../paths';
import { parseForm, type FieldError } from '../../web/form-fields';
import { renderPage } from '../../web/render-page';
import { requireAnalyst } from '../../web/require-role';
import { receiveUploads, type UploadedFile, type Uploads } from '../../web/upload';
import {
  figuresOfUpload,
  type FoundFigures,
  type RefusedFigures,
  type WantedFigures,
} from './compute-figures';
import { figureFields, figuresForm } from './figures-form';
import { figuresFormPage, figuresPage } from './figures-page';

const mebibyte = 1024 ** 2;
/** Of a file, also of what is packed in it; the command takes files of any size. */
const fileLimitMib = 20;
/** A page that takes longer is not waited for. */
const longest = 60_000;

/** Figures of a file that is dropped here. Nothing of it is stored, so the answer comes with the POST itself. */
export function figuresRoutes(context: Context): Router {
  const router = Router();
  const limitMib = Math.min(fileLimitMib, context.config.uploadLimitMib);

  router.get(paths.agreement(), requireAnalyst, (_req, res) => {
    renderPage(res, 'agreement/ratings', figuresFormPage(limitMib));
  });

  router.post(paths.agreement(), requireAnalyst, async (req, res) => {
    const places = await uploadPaths(context);
    try {
      await answer({ req, res, limitMib, places });
    } finally {
      for (const path of Object.values(places)) await unlink(path).catch(() => undefined);
    }
  });

  return router;
}

interface Asked {
  readonly req: Request;
  readonly res: Response;
  readonly limitMib: number;
  readonly places: Readonly<Record<'ratings' | 'gold', string>>;
}

async function answer({ req, res, limitMib, places }: Asked): Promise<void> {
  const refuse = (errors: readonly FieldError[], typed = {}, status = 422): void =>
    renderPage(res, 'agreement/ratings', figuresFormPage(limitMib, errors, typed), status);
  const upload = await receiveForm(req, places, limitMib);
  if (upload instanceof Invalid) return refuse([{ name: 'ratings', message: upload.message }]);
  const form = parseForm(figuresForm, upload.fields);
  const errors = [...fileFaults(upload, limitMib), ...(form.errors ?? [])];
  const { ratings, gold } = upload.files;
  if (!ratings || !form.values || errors.length > 0) {
    return refuse(errors, upload.fields, upload.tooLarge.length > 0 ? 413 : 422);
  }
  const { item, rater, value, ...rest } = form.values;
  const named = { ratings: namedFile(ratings), gold: gold && namedFile(gold) };
  const found = await computed(res, { ...named, ...rest, columns: { item, rater, value } });
  if (!found) return;
  if ('field' in found) return refuse([{ name: found.field, message: found.message }], upload.fields);
  renderPage(res, 'agreement/figures', figuresPage(named.ratings.name, named.gold?.name, found));
}

async function receiveForm(
  req: Request,
  places: Asked['places'],
  limitMib: number,
): Promise<Uploads | Invalid> {
  try {
    return await receiveUploads(req, places, { fileBytes: limitMib * mebibyte, fields: figureFields });
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
}

/** Where uploads are written; should this process end, the next one knows that nobody needs them. */
async function uploadPaths({ config, newId }: Context): Promise<Asked['places']> {
  const folder = join(config.dataFolder, 'uploads');
  await mkdir(folder, { recursive: true });
  return { ratings: join(folder, heldName(newId())), gold: join(folder, heldName(newId())) };
}

function fileFaults({ files, tooLarge }: Uploads, limitMib: number): FieldError[] {
  const faults = tooLarge.map((name) => ({
    name,
    message: `The file is larger than ${limitMib} MiB. The command "assay agreement" takes any size.`,
  }));
  const isChosen = files.ratings !== undefined || tooLarge.includes('ratings');
  return isChosen ? faults : [{ name: 'ratings', message: 'Choose a file of ratings.' }, ...faults];
}

function namedFile({ path, fileName }: UploadedFile): WantedFigures['ratings'] {
  return { path, name: shownFileName(fileName), mostBytes: fileLimitMib * mebibyte };
}

/** Computed in the thread, so that raters do not wait. @returns undefined when the browser has gone away */
async function computed(
  res: Response,
  wanted: WantedFigures,
): Promise<FoundFigures | RefusedFigures | undefined> {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  const late = AbortSignal.timeout(longest);
  try {
    const signal = AbortSignal.any([gone.signal, late]);
    let found: FoundFigures | RefusedFigures | undefined;
    // To its end, or the thread would be started anew for the next.
    for await (const one of compute(figuresOfUpload, wanted, { signal, inThread: true })) found = one;
    return found;
  } catch (error) {
    if (gone.signal.aborted) return undefined;
    if (!late.aborted) throw error;
    const message = 'The figures took longer than a minute. The command "assay agreement" takes any time.';
    return { field: 'ratings', message };
  }
}
