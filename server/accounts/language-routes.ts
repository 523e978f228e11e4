import { Router } from 'express';
import { z } from 'zod';
import type { Context } from '../context';
import { paths } from '../paths';
import { parseForm } from '../web/form-fields';
import { languageKeys, type LanguageKey } from '../web/wording/languages';
import { localPath } from './local-path';
import { updateLanguage } from './user-store';

const languageForm = z.strictObject({
  language: z.enum(languageKeys as [LanguageKey, ...LanguageKey[]], { error: 'Choose a language.' }),
  next: z.string().max(500).optional(),
});

/** Choosing the language of pages. Open to everyone: visitors have it in their session until they sign in. */
export function languageRoutes({ db }: Context): Router {
  const router = Router();
  router.post(paths.language(), async (req, res) => {
    const form = parseForm(languageForm, req.body);
    if (form.values) {
      const { language } = form.values;
      if (req.user) await updateLanguage(db, req.user.id, language);
      else req.session.language = language;
    }
    res.redirect(303, localPath(form.values?.next) ?? paths.home());
  });
  return router;
}
