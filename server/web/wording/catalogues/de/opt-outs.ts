export const optOuts = {
  title: 'Inhalte, die Sie nicht sehen möchten',
  none: 'In Ihren Studien ist nichts gekennzeichnet.',
  noneHint:
    'Wo Inhalte schwer zu lesen sein können, stehen sie hier, sobald Sie der Studie beigetreten sind. Ein Item können Sie immer überspringen.',
  lede: 'Was Sie ankreuzen, bekommen Sie nicht. Das zählt nie gegen Sie, und Sie können es jederzeit ändern.',
  choose: 'Keine Items über',
  save: 'Speichern',
  hint: 'Was Sie schon bewertet haben, bleibt. Ein Item, das Sie gerade haben, bekommt jemand anderes.',
  saved: 'Gespeichert. Es gilt ab dem nächsten Item.',
} as const;
