export const panel = {
  title: 'Teilnehmen an {study}',
  what: 'Sie sind eingeladen, Aufgaben dieser Studie zu bewerten: kurze Texte, einer pro Seite, mit jeweils wenigen Fragen.',
  time: '{items, plural, one {# Aufgabe} other {# Aufgaben}}, insgesamt etwa {minutes, plural, one {# Minute} other {# Minuten}}.',
  bonus: 'Neben der Bezahlung durch das Panel',
  pay: 'Sie werden von Ihrem Panel bezahlt, wie es dort steht. Am Ende bekommen Sie einen Code dafür.',
  leave:
    'Sie können jederzeit aufhören und bekommen auch dann einen Code. Jede Antwort wird sofort gespeichert.',
  private:
    'Über Ihre Bewertungen wird unter einem zufälligen Pseudonym berichtet. Wer die Studie durchführt, bewahrt außerdem die Teilnehmerkennung auf, die Ihr Panel übermittelt.',
  opinions: 'Die Texte können Meinungen äußern, die Sie falsch oder unangenehm finden. Es sind nicht unsere.',
  content: 'Inhalt:',
  participant: 'Sie nehmen teil als Teilnehmer',
  start: 'Beginnen',
  goOn: 'Weitermachen',
  switch: 'Abmelden und teilnehmen',
  hasStarted: 'Sie haben schon begonnen. Machen Sie dort weiter, wo Sie waren.',
  signedInAs:
    'Sie sind als {username} angemeldet. Wenn Sie teilnehmen, wird dieses Konto in diesem Browser abgemeldet; nichts davon wird hier verwendet.',
  codeNeeded:
    'Dieser Teilnehmer hat schon in einem anderen Browser begonnen. Um hier weiterzumachen, geben Sie den Wiedereinstiegscode ein.',
  reentryCode: 'Wiedereinstiegscode',
  reentryHint:
    'Er wurde zu Beginn angezeigt. Wenn Sie ihn nicht haben, machen Sie in dem Browser weiter, in dem Sie begonnen haben, oder schreiben Sie über Ihr Panel an die, die die Studie durchführen.',
  codeWrong: 'Das ist nicht der Wiedereinstiegscode dieses Teilnehmers.',
  reentryNote:
    'Ihr Wiedereinstiegscode ist {code}. Sie brauchen ihn nur, um in einem anderen Browser weiterzumachen.',
  full: 'Alle Plätze dieser Studie sind vergeben.',
  closed: 'Diese Studie nimmt zurzeit niemanden neu auf.',
  missing: 'Die Adresse sagt nicht, wer Sie sind.',
  refusedWhat:
    'Sie können jetzt nicht teilnehmen. Nehmen Sie diesen Code mit zurück zu Ihrem Panel, damit es davon weiß.',
  missingWhat:
    'Öffnen Sie die Studie noch einmal aus Ihrem Panel, in einem Browser, der Cookies annimmt. Wenn diese Seite wieder kommt, nehmen Sie diesen Code mit zurück zu Ihrem Panel.',
  codeIs: 'Ihr Code:',
  codeOrLink: 'Folgen Sie dem Link, um ihn abzugeben, oder kopieren Sie ihn in Ihr Panel.',
  codeOnly: 'Kopieren Sie ihn in Ihr Panel.',
  back: 'Zurück zum Panel',
  progress: '{done} von {items, plural, one {# Aufgabe} other {# Aufgaben}} Ihrer Sitzung bewertet',
  rated:
    'Sie haben {done, plural, one {# Aufgabe} other {# Aufgaben}} bewertet. Alles ist gespeichert. Vielen Dank.',
  stop: 'Aufhören und Code erhalten',
  getCode: 'Code erhalten',
  seeCode: 'Ihr Code',
  signInHint: 'Sie kamen von einem Panel? Öffnen Sie die Studie dort noch einmal: Ihre Arbeit ist noch da.',
  completedTitle: 'Sie sind fertig',
  screenedOutTitle: 'Vielen Dank für Ihre Zeit',
  quotaFullTitle: 'Für Sie sind keine Aufgaben übrig',
  leftEarlyTitle: 'Sie haben aufgehört',
} as const;
