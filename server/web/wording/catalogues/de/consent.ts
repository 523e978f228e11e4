export const consent = {
  title: 'Bevor Sie beginnen: {study}',
  version: 'Fassung {version}, {date}',
  organiser: 'Wer fragt',
  contact: 'Fragen und Beschwerden',
  changed: 'Dieser Text wurde geändert, während Sie gelesen haben. Bitte lesen Sie ihn noch einmal.',
  content: 'Inhalte, die Sie lieber nicht sehen möchten',
  contentHint: 'Was Sie ankreuzen, bekommen Sie nicht. Sie können das jederzeit ändern.',
  question: 'Sind Sie einverstanden?',
  accept: 'Ich bin einverstanden',
  decline: 'Ich bin nicht einverstanden',
  declineHint:
    'Sind Sie nicht einverstanden, bekommen Sie nichts, und nichts von Ihnen wird verwendet. Sie können später wiederkommen und zustimmen.',
  declinedTitle: 'Danke',
  declined:
    'Sie sind nicht einverstanden und bekommen darum nichts aus {study}. Mehr als das wird nicht aufbewahrt.',
  askContact: 'Fragen und Beschwerden gehen an {contact}.',
  readAgain: 'Noch einmal lesen',
  due: 'Bitte lesen Sie und stimmen Sie zu, bevor Sie beginnen.',
  read: 'Lesen und zustimmen',
  wasDeclined: 'Sie haben den Bedingungen dieser Studie nicht zugestimmt.',
} as const;
