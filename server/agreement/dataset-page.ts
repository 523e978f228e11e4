import { paths } from '../paths';
import type { Decision } from '../studies/decision-store';
import { decisionWords } from '../studies/stopping-words';
import type { Study, StudyDataset } from '../studies/study-store';
import { plural, wholeNumber } from '../web/format';
import type { PageLocals } from '../web/render-page';
import type { ListedItem } from './agreement-store';
import { agreementOf, type AgreementFigures, labelQuestionOf } from './dataset-agreement';
import { figureColumns, labelRows, shareWords } from './figure-rows';
import { contradictsLabel, type ItemInWords, itemColumns, itemRow } from './item-rows';
import { contestedNotice } from './contested-notice';
import { polarityWarning } from './polarity-warning';
import { ratingsAwaited } from './ratings-saved';
import { questionSections } from './question-sections';
import { syntheticNotice } from './synthetic-notice';
import type { TalliedItem, Tally } from './tally';

type ShownItem = ListedItem & TalliedItem;

/** Which of the items the table lists. */
export interface ItemSelection {
  readonly show: 'all' | 'disagreements';
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
export function findItems(study: Study, tally: Tally<ShownItem>, { show, page }: ItemSelection): FoundItems {
  const asked = labelQuestionOf(study);
  const found =
    show === 'disagreements' && asked
      ? tally.items.filter((item) => contradictsLabel(item, asked))
      : tally.items;
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
    sections: questionSections(study.questions, figures, dataset.behavior),
    itemColumns,
    itemRows: found.items.map((item, index) => itemRow(study, item, words[index]!)),
    ...itemLinks(paths.studyDataset(study.id, dataset.slug), found),
  };
}

function datasetFacts(
  { study, dataset, tally, decision }: DatasetPageSource,
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
    ...(rule ? [{ name: 'Decision', value: decisionWords(rule, decision) }] : []),
  ];
}

function itemLinks(here: string, { show, page, pages, found }: FoundItems): Record<string, unknown> {
  const all = show === 'all';
  return {
    itemsCaption: all ? plural(found, 'item', 'items') : plural(found, 'disagreement', 'disagreements'),
    filters: [
      { text: 'All items', href: here, current: all },
      { text: 'Disagreements and ties', href: `${here}?show=disagreements`, current: !all },
    ],
    page,
    pages,
    pageHref: (number: number) => `${here}?show=${show}&page=${number}`,
  };
}
