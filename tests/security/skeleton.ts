import type { CheerioAPI } from 'cheerio';

/** Every element of a document in order, with the names of its attributes and no word of its text. */
export function skeletonOf($: CheerioAPI): string[] {
  return $('*')
    .toArray()
    .map((element) => [$(element).prop('tagName'), ...Object.keys($(element).attr() ?? {}).sort()].join(' '));
}

/** A text as an HTML parser gives it back: one kind of line end, and nothing in the place of NUL. */
export function asHtmlText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '');
}

/** The same in attributes, in drawings and in elements that hold nothing but text, where NUL becomes U+FFFD. */
export function asHtmlValue(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
}

/** The same of XML, which has no character for most controls. */
export function asXmlText(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
