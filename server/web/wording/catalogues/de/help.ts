export const help = {
  title: 'Hilfe',
  onThisPage: 'Auf dieser Seite',
  forRaters: 'Für Bewertende',
  hardItems: 'Items, die Sie nicht bewerten können oder möchten',
  keeping: 'Wie Ihre Antworten aufbewahrt werden',
  keys: 'Tasten',
  words: 'Wörter',
  oneAtATime:
    'Sie sehen ein Item nach dem anderen. Darüber steht ein Verhalten: worum es in dem Datensatz geht. Antworten Sie, wie es eine sorgfältige Leserin tun würde; es gibt keine Antwort, die von Ihnen erwartet wird.',
  openWork: 'Öffnen Sie Ihre Arbeit und drücken Sie „Beginnen“ oder „Weitermachen“.',
  readFirst:
    'Lesen Sie das Verhalten, dann das Item. Sieht das Item abgeschnitten oder seltsam aus, können Sie es genau wie in der Datei zeigen lassen, mit jedem Zeichen.',
  answerAll:
    'Beantworten Sie jede Frage. Lässt das Item sie offen, raten Sie, so gut Sie können, und sagen Sie in der nächsten Frage, dass es mehrdeutig ist.',
  pressSave:
    'Drücken Sie „Speichern und weiter“. Die nächste Seite kommt erst, wenn Ihre Bewertung gespeichert ist.',
  sets: 'Items kommen in Runden zu {size}. Sie können jederzeit aufhören; was gespeichert ist, bleibt gespeichert. Um eine Bewertung zu ändern, öffnen Sie sie im Verlauf: Die frühere bleibt als frühere Fassung erhalten.',
  problem: 'Problem oder Kommentar',
  problemText:
    'Unter den Fragen können Sie sagen, was mit einem Item nicht stimmt (ein Tippfehler, eine Wiederholung, eine andere Sprache …), oder einen Kommentar schreiben. Beides ist freiwillig. Ihre Antworten zählen trotzdem.',
  skip: 'Überspringen',
  skipText:
    '„Überspringen“ fragt nach einem Grund und gibt das Item jemand anderem. Sie bekommen es nicht wieder. Ein Item zu überspringen, weil es belastet, zählt nie gegen Sie. Um es rückgängig zu machen, bewerten Sie es im Verlauf doch noch.',
  content: 'Inhalte',
  contentText:
    'Gibt es zu einem Datensatz einen Hinweis auf seine Inhalte, steht er auf Ihrer Arbeitsseite und über jedem Item, und der Text ist verdeckt, bis Sie ihn sehen möchten. Sie können auch wählen, was Sie nicht sehen möchten; davon bekommen Sie dann nichts mehr. Was Sie bewertet haben, bleibt.',
  twoHours: 'Zwei Stunden für ein Item',
  twoHoursText:
    'Ein Item ist zwei Stunden für Sie reserviert; die Seite sagt, bis wann. „Länger behalten“ lässt die zwei Stunden neu beginnen, so oft Sie möchten, und verliert nichts, was Sie ausgefüllt haben. Danach können andere das Item bekommen, und Ihre Antwort wird trotzdem gespeichert.',
  noConnection: 'Keine Verbindung',
  noConnectionText:
    'Die Seite bleibt, wie sie ist, sagt, dass noch nichts gesendet ist, und versucht es von selbst wieder. Nichts wird doppelt gespeichert.',
  signedOut: 'Abgemeldet',
  signedOutText:
    'Waren Sie schon abgemeldet, als Sie auf „Speichern“ gedrückt haben, wird eine vollständige Antwort 24 Stunden aufgehoben. Beim Anmelden sehen Sie sie und werden gefragt, ob sie gespeichert werden soll. Sonst sieht sie niemand.',
  twoWindows: 'Zwei Fenster',
  twoWindowsText:
    'Antworten Sie in zwei Fenstern verschieden auf dasselbe Item, wird nichts überschrieben: Sie sehen beide Antworten und wählen.',
  anyWay:
    'Alles geht mit der Maus, durch Berühren oder mit Tabulator, Pfeiltasten und Eingabetaste. Auf der Bewertungsseite sind diese Tasten schneller:',
  keysOnPage: 'Tasten auf der Bewertungsseite',
  key: 'Taste',
  whatItDoes: 'Was sie tut',
  keysOff:
    'Einzelne Tasten tun nichts, während Sie in ein Feld schreiben. Der Knopf „Kurztasten“ neben dem Speichern-Knopf schaltet sie für diesen Browser ab.',
  behavior: 'Verhalten',
  behaviorText: 'Der Satz, der sagt, was ein Datensatz prüft. Er steht über jedem Item.',
  item: 'Item',
  itemText: 'Ein Text mit seinen Antworten, den Sie beurteilen.',
  study: 'Studie',
  studyText: 'Ein fester Plan: welche Items, welche Fragen, wie viele Bewertende für jedes Item.',
  rating: 'Bewertung',
  ratingText: 'Ihre Antworten auf alle Fragen zu einem Item.',
  gold: 'Gold-Item',
  goldText: 'Ein Item, dessen Antwort sicher ist. Manche können unter Ihren sein.',
} as const;
