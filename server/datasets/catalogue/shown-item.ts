import { paths } from '../../paths';
import { percent } from '../../web/format';
import { choiceText } from '../choice-text';
import type { Item } from '../item-store';
import type { Finding } from '../lint/lint-rule';
import { ruleFacts } from '../lint/report/known-rules';
import { rulePath, severityWords } from '../lint/report/lint-page';
import { visiblePieces, type VisiblePiece } from '../wizard/preview/visible-pieces';

/** How texts are shown: with invisible characters named, or as raters see them. */
export interface TextView {
  readonly isRaw: boolean;
  /** How many characters of a text at most. */
  readonly longest: number;
}

/** The texts of an item for a page; a raw text is one piece. */
export function shownItem(item: Item, view: TextView) {
  const { line, choices, details, labelIndex, labelConfidence } = item;
  const isTold = item.stem !== undefined;
  return {
    line,
    href: paths.datasetItem(item.datasetId, line),
    text: shownText(item.stem ?? item.text, view),
    isEmpty: (item.stem ?? item.text).trim() === '',
    note:
      isTold || choices.length === 0
        ? undefined
        : 'The choices could not be told from the text, so raters see it as it is.',
    choices: choices.map((choice, index) => ({
      text: shownText(choiceText(choice), view),
      isLabel: index === labelIndex,
    })),
    details: details.map(({ name, value }) => ({ name, value: shownText(value, view) })),
    label: labelIndex === null ? 'No label' : undefined,
    confidence: labelConfidence === null ? undefined : `Label confidence ${percent(labelConfidence)}`,
  };
}

/** What the rules found about an item, with what was decided about each rule. */
export function shownFindings(
  datasetId: string,
  findings: readonly Finding[],
  decisions: ReadonlyMap<string, string>,
) {
  return findings.map(({ rule, detail }) => ({
    rule: ruleFacts(rule).name,
    href: rulePath(datasetId, rule),
    severity: severityWords[ruleFacts(rule).severity],
    detail,
    decision: decisions.get(rule),
  }));
}

export function shownText(text: string, { isRaw, longest }: TextView): readonly VisiblePiece[] {
  if (!isRaw) return visiblePieces(text, longest).flatMap(brokenAfter);
  const characters = Array.from(text.slice(0, 2 * longest));
  const start = characters.slice(0, longest).join('');
  return [{ text: start.length < text.length ? `${start}…` : start, isInvisible: false }];
}

/** A line end is named and done as well, so that long texts stay readable. */
function brokenAfter(piece: VisiblePiece): VisiblePiece[] {
  const isLineEnd = piece.isInvisible && piece.text === '↵';
  return isLineEnd ? [piece, { text: '\n', isInvisible: false }] : [piece];
}
