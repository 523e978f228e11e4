import type { Database } from '../../db/database';
import { paths } from '../../paths';
import type { FieldError, Typed } from '../../web/form-fields';
import { dateTime, plural } from '../../web/format';
import { renderMarkdown } from '../../web/markdown';
import type { PageLocals } from '../../web/render-page';
import type { Study } from '../study-store';
import { countConsents } from './consent-store';
import { listStudyTexts } from './study-text-store';

interface Shown {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  /** Whether to show the texts as raters will see them. */
  readonly isPreview?: boolean;
}

/** What raters are told, to be edited, with every earlier version. */
export async function tellingPage(db: Database, study: Study, shown: Shown = {}): Promise<PageLocals> {
  const texts = await listStudyTexts(db, study.id);
  const counts = await countConsents(db, study.id);
  const newest = (kind: string): string => texts.find((text) => text.kind === kind)?.content ?? '';
  const { organiser, contact, secondsPerItem } = study.telling;
  const stored: Typed = {
    ...{ organiser, contact, secondsPerItem: secondsPerItem === null ? '' : String(secondsPerItem) },
    ...{ consent: newest('consent'), guidelines: newest('guidelines') },
  };
  const typed = shown.typed ?? stored;
  const said = (id: string, decision: string): number =>
    counts.find(({ textId, decision: one }) => textId === id && one === decision)?.raters ?? 0;
  return {
    title: `What raters of ${study.name} are told`,
    errors: shown.errors ?? [],
    study: { name: study.name, href: paths.study(study.id) },
    action: paths.studyTelling(study.id),
    typed,
    previews: shown.isPreview ? previewsOf(typed) : [],
    versions: texts.map(({ id, kind, version, content, createdAt }) => [
      kind === 'consent' ? 'Consent' : 'Guidelines',
      String(version),
      dateTime(createdAt),
      content === '' ? 'nothing' : plural(content.length, 'character', 'characters'),
      kind === 'consent' ? String(said(id, 'accepted')) : '–',
      kind === 'consent' ? String(said(id, 'declined')) : '–',
    ]),
  };
}

function previewsOf({ consent, guidelines }: Typed): { heading: string; html: string }[] {
  return [
    { heading: 'Consent', text: consent },
    { heading: 'Guidelines', text: guidelines },
  ]
    .filter(({ text }) => typeof text === 'string' && text.trim() !== '')
    .map(({ heading, text }) => ({ heading, html: renderMarkdown(String(text)) }));
}
