import { inviteState } from '../../accounts/invites/invite-state';
import type { Invite } from '../../accounts/invites/invite-store';
import type { RaterTime } from '../../agreement/agreement-store';
import { pooledAnchoring } from '../../agreement/anchoring';
import { anchoringRows } from '../../agreement/anchoring-rows';
import { agreementOf, type AgreementFigures, labelQuestionOf } from '../../agreement/dataset-agreement';
import { figureColumns, labelRows, shareWords } from '../../agreement/figure-rows';
import { contestedNotice } from '../../agreement/contested-notice';
import { polarityWarning, studyPolarityWarning } from '../../agreement/polarity-warning';
import { questionSections } from '../../agreement/question-sections';
import { ratingsAwaited, ratingsSaved, type RatingsSaved } from '../../agreement/ratings-saved';
import { syntheticNotice } from '../../agreement/synthetic-notice';
import { ratingsOf } from '../../agreement/shown-words';
import { isComplete, poolTallies, type TalliedItem } from '../../agreement/tally';
import { paths } from '../../paths';
import { isImported } from '../../questions/imported-set';
import { isUndefined } from '../../statistics/outcome';
import { stateSection } from '../../studies/state-words';
import type { Study } from '../../studies/study-store';
import type { FieldError, Typed } from '../../web/form-fields';
import { percent, plural, wholeNumber } from '../../web/format';
import type { PageLocals } from '../../web/render-page';
import { byLabelAgreement, datasetColumnsOf, datasetRow, type FoundDataset, plotRow } from './dataset-plot';
import { headlineFigures } from './headline-figures';
import type { StoredReport } from '../report-store';
import { reportsSection } from '../reports-section';
import { ratingFormats } from '../ratings/formats';
import type { TalliedDataset } from './load-study-tallies';
import { raterColumns, raterRows } from './rater-rows';
import { studyFacts } from './study-facts';

interface StudyPageSource {
  readonly study: Study;
  readonly datasets: readonly TalliedDataset[];
  readonly reports: readonly StoredReport[];
  readonly watermark: string;
  readonly raters: readonly RaterTime[];
  readonly invites: readonly Invite[];
  readonly now: number;
  /** A report that could not be asked for. */
  readonly refusedReport?: { readonly errors: readonly FieldError[]; readonly typed: Typed };
  /** A quota that could not be set. */
  readonly refused?: { readonly errors: readonly FieldError[]; readonly typed: Typed };
}

/** A study as its admin sees it: what was asked, how far it is, what was found. */
export function studyPage(source: StudyPageSource): PageLocals {
  const { study, raters, refused } = source;
  const pooled = agreementOf(study, poolTallies(source.datasets.map(({ tally }) => tally)));
  const found = source.datasets.map(({ slug, tally, decision }): FoundDataset => {
    const figures = agreementOf(study, tally);
    return { slug, figures, decision, warning: polarityWarning(figures.labelAgreement) };
  });
  const datasets = byLabelAgreement(found);
  return {
    title: study.name,
    name: study.name,
    facts: studyFacts(study, source.datasets.length),
    state: stateSection(study),
    ...quotaForm(study, refused),
    ...(source.refusedReport && { errors: source.refusedReport.errors }),
    warnings: [syntheticNotice(pooled), studyPolarityWarning(found), contestedNotice(pooled)].filter(
      (text) => text !== null,
    ),
    progress: progressOf(pooled, study, source.datasets),
    saved: savedWords(ratingsSaved(study, source.datasets)),
    headline: headline(study, pooled),
    figures: headlineFigures(study, pooled),
    figureColumns,
    labelRows: labelRows(pooled),
    anchoringRows: study.verifyShare > 0 ? anchoringRows(pooledAnchoring(study, source.datasets)) : [],
    sections: questionSections(study.questions, pooled, 'has the behavior'),
    // Without a question about labels there is nothing to plot.
    plotRows: labelQuestionOf(study) ? datasets.map((dataset) => plotRow(study, dataset)) : [],
    datasetColumns: datasetColumnsOf(study),
    datasetRows: datasets.map((dataset) => datasetRow(study, dataset)),
    raterColumns,
    raterRows: raterRows(raters),
    ...waysToRaters(source),
    reports: reportsSection(source),
    downloads: downloads(study.id),
  };
}

function waysToRaters({ study: { id }, invites, now }: StudyPageSource) {
  return {
    ratersHref: paths.studyRaters(id),
    trainingHref: paths.studyTraining(id),
    invites: {
      text: inviteWords(invites, now),
      href: paths.studyInvites(id),
      tellingHref: paths.studyTelling(id),
    },
  };
}

function downloads(studyId: string): { text: string; href: string }[] {
  return ratingFormats.map(({ key, name }) => ({
    text: `Ratings as ${name}`,
    href: paths.ratings(studyId, key),
  }));
}

function quotaForm(study: Study, refused: StudyPageSource['refused']) {
  const typed = refused?.typed.raterQuota ?? study.raterQuota ?? '';
  return {
    errors: refused?.errors ?? [],
    quota: { value: String(typed), action: paths.studyQuota(study.id) },
  };
}

function progressOf(
  pooled: AgreementFigures,
  { stopping, overlap }: Study,
  datasets: readonly TalliedDataset[],
): { done: number; wanted: number; text: string } {
  // Items shown with their label have to be rated, too, although they stand in no figure but one.
  const withLabel = datasets.map(({ shown, decision }) => ({ tally: shown, decision }));
  const done = withLabel.reduce((sum, { tally }) => sum + ratingsOf(tally), pooled.ratings);
  const wanted = [...datasets, ...withLabel].reduce((sum, one) => sum + ratingsAwaited(one), done);
  const share = wanted === 0 ? '' : ` (${percent(done / wanted)})`;
  const items = `${wholeNumber(pooled.completeItems)} of ${plural(pooled.items, 'item', 'items')} complete`;
  const shown = withLabel.flatMap(({ tally }) => tally.items);
  const beside = shown.length === 0 ? '' : `, ${besideWords(shown, overlap)}`;
  // How many it will be at the end depends on answers that nobody has given yet.
  const soFar = stopping.item ? ' wanted so far' : '';
  return {
    done,
    wanted,
    text: `${wholeNumber(done)} of ${plural(wanted, 'rating', 'ratings')}${soFar}${share}, ${items}${beside}`,
  };
}

function besideWords(shown: readonly TalliedItem[], overlap: number): string {
  const complete = shown.filter((item) => isComplete(item, overlap)).length;
  return `and ${wholeNumber(complete)} of ${wholeNumber(shown.length)} that are shown with their label`;
}

function savedWords(found: RatingsSaved | null): string | null {
  if (!found) return null;
  const { saved, atMost } = found;
  const share = atMost === 0 ? '' : ` (${percent(saved / atMost)})`;
  return `Ratings saved: ${wholeNumber(saved)} of ${wholeNumber(atMost)}${share}.`;
}

/** The finding in one sentence, with everything needed to quote it. */
function headline(study: Study, { labelAgreement, ratings, items }: AgreementFigures): string {
  if (isUndefined(labelAgreement)) return `Label agreement is ${shareWords(labelAgreement)}.`;
  const { overlap, stopping } = study;
  const raters = stopping.item
    ? `${overlap} to ${stopping.item.most} raters`
    : plural(overlap, 'rater', 'raters');
  const upTo = isImported(study) && ratings < items * overlap ? 'up to ' : '';
  const asked = `${upTo}${raters} judged each item (${isImported(study) ? 'imported' : study.labelMode})`;
  const ties = plural(labelAgreement.ties, 'tie', 'ties');
  return `${asked}; the majority agreed with ${shareWords(labelAgreement)} of labels; ${ties}.`;
}

function inviteWords(invites: readonly Invite[], now: number): string {
  const open = invites.filter((invite) => inviteState(invite, now) === 'open').length;
  return `${plural(open, 'invite link is', 'invite links are')} open. Raters join the study by an invite link.`;
}
