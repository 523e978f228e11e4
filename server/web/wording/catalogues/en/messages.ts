/** What administrators write to raters, and why a rater is given nothing for now. */
export const messages = {
  title: 'Messages',
  unread: '{count, plural, one {You have a new message.} other {You have # new messages.}}',
  read: 'Read it',
  none: 'No messages yet.',
  noneHint: 'What the people who run your studies write to you stands here.',
  toWork: 'Go to your work',
  new: 'New',
  markRead: 'Mark as read',
  youAnswered: 'You answered {at}',
  answer: 'Answer',
  yourAnswer: 'Your answer',
  answerHint:
    'You can answer once, in {count, plural, one {at most # character} other {at most # characters}} of plain text.',
  send: 'Send',
  replyFault: 'Write an answer of {count, plural, one {at most # character} other {at most # characters}}.',
  replySent: 'Your answer is sent.',
  repliedBefore: 'You have answered this message already; the first answer stands.',
  heldBack: 'An administrator gives you nothing in this study for now.',
  pauseReason: 'The reason given:',
} as const;
