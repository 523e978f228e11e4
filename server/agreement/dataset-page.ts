import { paths } from '../paths';
import type { Decision } from '../studies/decision-store';
import { decisionWords } from '../studies/stopping-words';
import type { Study, StudyDataset } from '../studies/study-store';
import { plural, wholeNumber } from '../web/format';
import type { PageLocals } from '../web/render-page';
import type { ListedItem } from './agreement-store';
import { anchoringOf, shownTerms, type TwoTallies } from './anchoring';
import { anchoringRows } from './anchoring-rows';
import { agreementOf, type AgreementFigures, labelQuestionOf } from './dataset-agreement';
import { figureColumns, labelRows, shareWords } from './figure-rows';
import { contradictsLabel, type ItemInWords, itemColumns, itemRow } from './item-rows';
import { contestedNotice } from './contested-notice';
import { polarityWarning } from './polarity-warning';
import { ratingsAwaited } from './ratings-saved';
import { shownWords } from './shown-words';
import { questionSections } from './question-sections';
import { syntheticNotice } from './synthetic-notice';
import type { TalliedItem, Tally } from './tally';

type ShownItem = ListedItem & TalliedItem;

/** Which of the items the table lists. */
export interface ItemSelection {
  /** `shown`: those that a blind study shows with their label. */
  readonly show: 'all' | 'disagreements' | 'shown';
  readonly page: number;
}

/** One page of the items a selection finds. */
export interface FoundItems extends ItemSelection {
  readonly pages: number;
  /** On all pages. */
  readonly found: number;
  readonly items: readonly ShownItem[];
}

const itemsPerPage = 50;

/** The selected page, or the last one there is. */
export function findItems(
  study: Study,
  { tally, shown: withLabel }: Record<keyof TwoTallies, Tally<ShownItem>>,
  { show, page }: ItemSelection,
): FoundItems {
  const asked = labelQuestionOf(study);
  const all = show === 'shown' ? withLabel.items : tally.items;
  const found = show === 'disagreements' && asked ? all.filter((item) => contradictsLabel(item, asked)) : all;
  const pages = Math.max(1, Math.ceil(found.length / itemsPerPage));
  const shown = Math.min(page, pages);
  const items = found.slice((shown - 1) * itemsPerPage, shown * itemsPerPage);
  return { show, page: shown, pages, found: found.length, items };
}

interface DatasetPageSource {
  readonly study: Study;
  readonly dataset: StudyDataset;
  /** Null while the study's rule has not decided the dataset. */
  readonly decision: Decision | null;
  readonly tally: Tally<ShownItem>;
  /** The items that a blind study shows with their label. */
  readonly shown: Tally<ShownItem>;
  readonly found: FoundItems;
  /** The texts of the items on this page, in their order. */
  readonly words: readonly ItemInWords[];
}

/** All figures of one dataset in a study, and its items. */
export function datasetPage(source: DatasetPageSource): PageLocals {
  const { study, dataset, tally, found, words } = source;
  const figures = agreementOf(study, tally);
  const warnings = [
    polarityWarning(figures.labelAgreement),
    contestedNotice(figures),
    syntheticNotice(figures),
  ];
  return {
    title: `${dataset.slug} in ${study.name}`,
    study: { name: study.name, href: paths.study(study.id) },
    slug: dataset.slug,
    facts: datasetFacts(source, figures),
    warnings: warnings.filter((text) => text !== null),
    headline: shareWords(figures.labelAgreement),
    figureColumns,
    labelRows: labelRows(figures),
    anchoringRows: study.verifyShare > 0 ? anchoringRows(anchoringOf(study, source)) : [],
    sections: questionSections(study.questions, figures, dataset.behavior),
    itemColumns,
    itemRows: found.items.map((item, index) => itemRow(termsOf(study, found), item, words[index]!)),
    ...itemLinks(source),
  };
}

function termsOf(study: Study, { show }: ItemSelection): Study {
  return show === 'shown' ? shownTerms(study) : study;
}

function datasetFacts(
  { study, dataset, tally, shown, decision }: DatasetPageSource,
  { completeItems, incompleteItems, ratings }: AgreementFigures,
): { name: string; value: string }[] {
  const { behavior, behaviorVersion, source, polarity, family } = dataset;
  const wanted = ratings + ratingsAwaited({ tally, decision });
  const rule = study.stopping.dataset;
  return [
    { name: 'Behavior', value: `Someone who ${behavior}` },
    { name: 'Behavior version', value: wholeNumber(behaviorVersion) },
    { name: 'Source', value: `${source} written` },
    { name: 'Polarity', value: polarity },
    { name: 'Family', value: family },
    { name: 'Label mode', value: study.labelMode },
    { name: 'Items', value: `${wholeNumber(completeItems)} complete, ${wholeNumber(incompleteItems)} not` },
    { name: 'Ratings', value: `${wholeNumber(ratings)} of ${wholeNumber(wanted)}` },
    ...(study.verifyShare > 0
      ? [{ name: 'Shown with their label', value: shownWords(shown, { decision, ...study }) }]
      : []),
    ...(rule ? [{ name: 'Decision', value: decisionWords(rule, decision) }] : []),
  ];
}

function itemLinks({ study, dataset, found: shown }: DatasetPageSource): Record<string, unknown> {
  const here = paths.studyDataset(study.id, dataset.slug);
  const { show, page, pages, found } = shown;
  const link = (text: string, key: ItemSelection['show'], href = `${here}?show=${key}`) => ({
    text,
    href,
    current: show === key,
  });
  return {
    itemsCaption:
      show === 'disagreements'
        ? plural(found, 'disagreement', 'disagreements')
        : plural(found, 'item', 'items'),
    filters: [
      link('All items', 'all', here),
      link('Disagreements and ties', 'disagreements'),
      ...(study.verifyShare > 0 ? [link('Shown with their label', 'shown')] : []),
    ],
    page,
    pages,
    pageHref: (number: number) => `${here}?show=${show}&page=${number}`,
  };
}
