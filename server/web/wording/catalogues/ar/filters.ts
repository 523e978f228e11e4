export const filters = {
  filters: 'عرض جزء',
  dataset: 'الدراسة والسلوك',
  allDatasets: 'الكل',
  show: 'عرض',
  everything: 'كل شيء',
  flagged: 'مع مشكلة',
  skipped: 'تم تخطيه',
  cannotTell: 'حيث لم تستطع الجزم',
  apply: 'عرض',
  showEverything: 'عرض كل شيء',
  nothingFound: 'لا شيء هنا.',
  nothingFoundHint: 'لا ينتمي أي من تقييماتك إلى الجزء الذي طلبته.',
} as const;
