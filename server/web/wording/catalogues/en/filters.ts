/** Narrowing the history down. */
export const filters = {
  filters: 'Show a part',
  dataset: 'Study and behavior',
  allDatasets: 'All',
  show: 'Show',
  everything: 'Everything',
  flagged: 'With a problem',
  skipped: 'Skipped',
  cannotTell: 'Where you could not tell',
  apply: 'Show',
  showEverything: 'Show everything',
  nothingFound: 'Nothing here.',
  nothingFoundHint: 'None of your ratings belongs to the part you asked for.',
} as const;
