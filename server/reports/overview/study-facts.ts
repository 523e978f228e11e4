import { isImported } from '../../questions/imported-set';
import { stoppingWords } from '../../studies/stopping-words';
import type { Study } from '../../studies/study-store';
import { dateTime, percent, plural } from '../../web/format';

/** How a study was made, as its page lists it. */
export function studyFacts(study: Study, datasets: number): { name: string; value: string }[] {
  const { raterQuota, goldShare, verifyShare } = study;
  const raters = plural(study.overlap, 'rater per item', 'raters per item');
  return [
    { name: 'Label mode', value: modeWords(study) },
    { name: 'Question set', value: `${study.questionSet}, version ${study.questionSetVersion}` },
    { name: 'Overlap', value: isImported(study) ? `at most ${raters}` : raters },
    {
      name: 'Sample',
      value: `up to ${plural(study.perDataset, 'item', 'items')} of each of ${plural(datasets, 'dataset', 'datasets')}, stratified by label, seed ${study.seed}`,
    },
    {
      name: 'Most items per rater',
      value: raterQuota === null ? 'no limit' : plural(raterQuota, 'item', 'items'),
    },
    {
      name: 'Gold items',
      value: goldShare === 0 ? 'none' : `${percent(goldShare)} of what a rater gets; they stand in no figure`,
    },
    ...(study.labelMode === 'verify'
      ? []
      : [{ name: 'Shown with their label', value: shownWords(verifyShare) }]),
    ...stoppingWords(study.stopping, study.overlap),
    {
      name: 'Raters who delete their account',
      value: study.withdrawal === 'keep' ? 'their ratings are kept' : 'their ratings are withdrawn',
    },
    { name: 'Made', value: dateTime(study.createdAt) },
  ];
}

function shownWords(share: number): string {
  if (share === 0) return 'none';
  return `${percent(share)} of the items with a label, to measure how much that sways raters; they stand in no other figure`;
}

function modeWords(study: Study): string {
  if (isImported(study))
    return 'taken for blind: the ratings are imported, and what raters saw is not known here';
  return study.labelMode === 'blind'
    ? 'blind: raters answer the item and never see the label'
    : 'verify: raters see the label and say whether it is correct';
}
