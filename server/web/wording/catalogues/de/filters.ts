export const filters = {
  filters: 'Einen Teil zeigen',
  dataset: 'Studie und Verhalten',
  allDatasets: 'Alle',
  show: 'Zeigen',
  everything: 'Alles',
  flagged: 'Mit einem Problem',
  skipped: 'Übersprungen',
  cannotTell: 'Wo Sie es nicht sagen konnten',
  apply: 'Zeigen',
  showEverything: 'Alles zeigen',
  nothingFound: 'Hier ist nichts.',
  nothingFoundHint: 'Keine Ihrer Bewertungen gehört zu dem Teil, den Sie gewählt haben.',
} as const;
