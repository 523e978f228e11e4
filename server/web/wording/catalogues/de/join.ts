export const join = {
  title: 'Beitreten',
  titleOf: '{study} beitreten',
  closed: 'Diese Studie ist geschlossen: Niemand kann ihr mehr beitreten. Danke, dass Sie gekommen sind.',
  closedHint:
    'Wenn Sie schon beigetreten waren, machen Sie mit Ihrer Arbeit weiter. Sonst fragen Sie, wer Sie eingeladen hat, nach einer anderen Studie.',
  goOn: 'Mit der Arbeit weitermachen',
  lede: 'Sie sind eingeladen, Items dieser Studie zu bewerten: kurze Texte, einer auf jeder Seite, mit wenigen Fragen dazu.',
  stopAnyTime:
    'Sie können nach jedem Item aufhören und an einem anderen Tag weitermachen. Jede Antwort wird sofort gespeichert.',
  pseudonym:
    'Ihre Bewertungen werden unter einem zufälligen Pseudonym aufbewahrt und berichtet, nie unter Ihrem Benutzernamen.',
  opinions:
    'Die Texte können Meinungen enthalten, die Sie falsch oder unangenehm finden. Es sind nicht unsere, und Sie können jederzeit aufhören.',
  organiser: 'Wer fragt',
  time: 'Wie lange',
  timeOfSet: 'etwa {minutes, plural, one {# Minute} other {# Minuten}} für eine Runde von {items} Items',
  contentNotes: 'Inhalte',
  contact: 'Fragen an',
  pay: 'Bezahlung',
  makeAccount: 'Konto anlegen',
  username: 'Benutzername',
  usernameHint: 'Ein Name, den Sie sich merken. Es muss nicht Ihr eigener sein.',
  password: 'Passwort',
  passwordHint: 'Mindestens {count} Zeichen. Ein paar Wörter hintereinander merken sich leicht.',
  join: 'Beitreten',
  haveAccount: 'Sie haben schon ein Konto? Melden Sie sich an und treten Sie damit bei.',
  signIn: 'Anmelden',
  signedInAs: 'Sie sind angemeldet als',
  joinAs: 'Beitreten als',
  somebodyElse: 'Sie sind jemand anderes?',
  onlyRaters:
    'Nur Bewertende treten einer Studie bei. Für ein solches Konto melden Sie sich ab und öffnen den Link noch einmal.',
  signOutFirst: 'Abmelden und ein anderes Konto verwenden',
  joined: 'Sie sind der Studie beigetreten.',
  answerKept:
    'Sie waren abgemeldet, darum ist Ihre Antwort noch nicht gespeichert. Sie wird 24 Stunden aufgehoben: Melden Sie sich an, dann werden Sie gefragt, ob sie gespeichert werden soll.',
  notSaved:
    'Sie waren abgemeldet, darum wurde nicht gespeichert, was Sie gerade gesendet haben. Melden Sie sich an und senden Sie es noch einmal.',
  noAccount: 'Sie haben noch kein Konto? Öffnen Sie den Link in Ihrer Einladung.',
} as const;
