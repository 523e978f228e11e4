import type { Context } from '../../context';
import { paths } from '../../paths';
import type { Study } from '../../studies/study-store';
import type { StudyText } from '../../studies/telling/study-text-store';
import { date } from '../../web/format';
import { renderMarkdown } from '../../web/markdown';
import type { PageLocals } from '../../web/render-page';
import type { Words } from '../../web/wording/words';
import { optOutPage } from '../opting-out/opt-out-page';

export interface Asked {
  readonly study: Study;
  readonly text: StudyText;
  readonly raterId: string;
  /** What the study pays; undefined when it pays nothing. */
  readonly pay: string | undefined;
  /** Whether the text was changed while the rater read another one. */
  readonly hasChanged?: boolean;
}

/** What a rater is asked to agree to before the first item, and again when it changes. */
export async function consentPage(
  { db }: Pick<Context, 'db'>,
  t: Words,
  { study, text, raterId, pay, hasChanged = false }: Asked,
): Promise<PageLocals> {
  const { tags, chosen } = await optOutPage(db, t, raterId);
  const { organiser, contact } = study.telling;
  return {
    title: t('consent.title', { study: study.name }),
    html: renderMarkdown(text.content),
    version: t('consent.version', { version: text.version, date: date(text.createdAt) }),
    facts: [
      ...(organiser ? [{ name: t('consent.organiser'), value: organiser }] : []),
      ...(pay ? [{ name: t('join.pay'), value: pay }] : []),
      ...(contact ? [{ name: t('consent.contact'), value: contact }] : []),
    ],
    notice: hasChanged ? { kind: 'info', text: t('consent.changed') } : undefined,
    ...{ tags, chosen, textId: text.id },
    action: paths.studyConsent(study.id),
  };
}

/** After declining. */
export function declinedPage(t: Words, { id, name, telling: { contact } }: Study): PageLocals {
  return {
    title: t('consent.declinedTitle'),
    lede: t('consent.declined', { study: name }),
    contact: contact ? t('consent.askContact', { contact }) : '',
    again: paths.studyConsent(id),
  };
}
