export const messages = {
  title: 'Nachrichten',
  unread: '{count, plural, one {Sie haben eine neue Nachricht.} other {Sie haben # neue Nachrichten.}}',
  read: 'Lesen',
  none: 'Noch keine Nachrichten.',
  noneHint: 'Hier steht, was Ihnen die Leute schreiben, die Ihre Studien leiten.',
  toWork: 'Zur Arbeit',
  new: 'Neu',
  markRead: 'Als gelesen markieren',
  youAnswered: 'Sie haben geantwortet: {at}',
  answer: 'Antworten',
  yourAnswer: 'Ihre Antwort',
  answerHint:
    'Sie können einmal antworten, mit {count, plural, one {höchstens # Zeichen} other {höchstens # Zeichen}} einfachem Text.',
  send: 'Senden',
  replyFault:
    'Schreiben Sie eine Antwort mit {count, plural, one {höchstens # Zeichen} other {höchstens # Zeichen}}.',
  replySent: 'Ihre Antwort ist gesendet.',
  repliedBefore: 'Sie haben auf diese Nachricht schon geantwortet; die erste Antwort gilt.',
  heldBack: 'Sie erhalten in dieser Studie vorerst nichts mehr; das hat die Leitung entschieden.',
  pauseReason: 'Der angegebene Grund:',
} as const;
