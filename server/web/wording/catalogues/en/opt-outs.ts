/** Content a rater does not want to be given. */
export const optOuts = {
  title: 'Content you do not want to see',
  none: 'Nothing in your studies is marked.',
  noneHint:
    'Where content may be hard to read, it is listed here once you have joined the study. You can always skip an item.',
  lede: 'Nothing with the content you tick is given to you. That never counts against you, and you can change it at any time.',
  choose: 'Do not give me items about',
  save: 'Save',
  hint: 'What you have rated already stays. An item that you hold goes to somebody else.',
  saved: 'Saved. It holds from the next item on.',
} as const;
