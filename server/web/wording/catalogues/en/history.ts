/** A rater's own answers, and those that wait to be saved. */
export const history = {
  title: 'Your ratings',
  empty: 'No ratings yet.',
  emptyHint: 'What you rate or skip is listed here, newest first, and can be changed.',
  revision: 'revision {number}',
  skipped: 'Skipped',
  showItem: 'Show the item',
  whySkipped: 'Why you skipped it',
  rateAfterAll: 'Rate it after all',
  edit: 'Edit this rating',
  ofTime: 'of {time}',
  parkedTitle: '{count, plural, one {Save your answer?} other {Save your answers?}}',
  parkedNone: 'No answers are waiting.',
  parkedNoneHint: 'What you have saved is in your history.',
  parkedLede:
    '{count, plural, one {You were signed out when you sent this answer. It is not saved yet. Nobody but you can see it.} other {You were signed out when you sent these answers. They are not saved yet. Nobody but you can see them.}}',
  parkedTimes: 'sent {sent} · kept until {until}',
  saveAnswer: 'Save this answer',
  discard: 'Discard it',
  answerSaved: 'Your answer is saved.',
  answerDiscarded: 'The answer was discarded.',
} as const;
