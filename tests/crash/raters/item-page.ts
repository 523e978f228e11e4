import { load } from 'cheerio';

/** What a rater has before them: an item with its form. */
export interface ItemPage {
  readonly path: string;
  readonly assignmentId: string;
  readonly submissionId: string;
  readonly baseRevision: number;
  /** Every hidden field, as a browser sends it back. */
  readonly hidden: Readonly<Record<string, string>>;
  /** The values one can choose from, by question. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** What the page shows as answered. */
  readonly answers: Readonly<Record<string, string>>;
  readonly comment: string;
}

const itemPath = /^\/assignments\/([^/?]+)\/rating$/;

export function isItemPath(path: string): boolean {
  return itemPath.test(path);
}

export function assignmentOf(path: string): string {
  return itemPath.exec(path)?.[1] ?? '';
}

/** Reads the form of an item's page. @returns undefined when the page has none */
export function readItemPage(path: string, body: string): ItemPage | undefined {
  const $ = load(body);
  const form = $(`form[action="${path}"]`).has('input[name=submissionId]').first();
  if (form.length === 0) return undefined;
  const hidden: Record<string, string> = {};
  for (const { attribs } of form.find('input[type=hidden]').get())
    hidden[attribs.name!] = attribs.value ?? '';
  const choices: Record<string, string[]> = {};
  const answers: Record<string, string> = {};
  for (const { attribs } of form.find('input[type=radio]').get()) {
    (choices[attribs.name!] ??= []).push(attribs.value!);
    if ('checked' in attribs) answers[attribs.name!] = attribs.value!;
  }
  return {
    path,
    assignmentId: assignmentOf(path),
    submissionId: hidden.submissionId!,
    baseRevision: Number(hidden.baseRevision),
    hidden,
    choices,
    answers,
    comment: form.find('textarea[name=comment]').text().replace(/^\n/, ''),
  };
}
