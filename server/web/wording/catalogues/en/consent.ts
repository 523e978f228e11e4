/** What a rater is asked to agree to. */
export const consent = {
  title: 'Before you begin: {study}',
  version: 'Version {version}, {date}',
  organiser: 'Who asks',
  contact: 'Questions and complaints',
  changed: 'This text was changed while you were reading. Please read it again.',
  content: 'Content you would rather not see',
  contentHint: 'Nothing with the content you tick is given to you. You can change this at any time.',
  question: 'Do you agree?',
  accept: 'I agree',
  decline: 'I do not agree',
  declineHint:
    'If you do not agree, nothing is given to you and nothing of you is used. You can come back and agree later.',
  declinedTitle: 'Thank you',
  declined:
    'You have not agreed, so nothing of {study} is given to you. Nothing more is kept about it than that.',
  askContact: 'Questions and complaints go to {contact}.',
  readAgain: 'Read it again',
  due: 'Please read and agree before you begin.',
  read: 'Read and agree',
  wasDeclined: 'You have not agreed to this study’s terms.',
} as const;
