/** The help page, as far as raters need it. */
export const help = {
  title: 'Help',
  onThisPage: 'On this page',
  forRaters: 'For raters',
  hardItems: 'Items you cannot or would rather not rate',
  keeping: 'How your answers are kept',
  keys: 'Keys',
  words: 'Words',
  oneAtATime:
    'You see one item at a time. Above it stands a behavior: what the dataset is about. Answer the questions as a careful reader would; there is no answer you are expected to give.',
  openWork: 'Open your work and press Start or Continue.',
  readFirst:
    'Read the behavior, then the item. If the item looks cut off or odd, you can have it shown exactly as in the file, with every character of it.',
  answerAll:
    'Answer every question. Where the item does not settle it, give your best guess and say in the next question that it is ambiguous.',
  pressSave: 'Press “Save and next”. The next page is shown only after your rating is stored.',
  sets: 'Items come in sets of {size}. You may stop at any time; what is saved stays saved. To change a rating, open it from your history: the earlier one is kept as an earlier revision.',
  problem: 'Problem or comment',
  problemText:
    'Under the questions you can say what is wrong with an item (a typo, a repeat, another language …) or write a comment. Neither is required. Your answers count all the same.',
  skip: 'Skip',
  skipText:
    '“Skip” asks for a reason and gives the item to somebody else. You do not get it again. Skipping because an item is upsetting never counts against you. To undo it, rate it after all from your history.',
  content: 'Content',
  contentText:
    'Where a dataset has a note about its content, it stands on your work page and above each item, and the text is covered until you ask for it. You can also choose what you do not want to see; nothing with it is given to you from then on. What you have rated stays.',
  twoHours: 'Two hours for an item',
  twoHoursText:
    'An item is kept for you for two hours; the page says until when. “Keep it longer” starts the two hours again, as often as you like, and loses nothing you have filled in. Afterwards others may have the item, and your answer is still saved.',
  noConnection: 'No connection',
  noConnectionText:
    'The page stays as it is, says that nothing was sent yet and tries again by itself. Nothing is saved twice.',
  signedOut: 'Signed out',
  signedOutText:
    'If you were signed out before you pressed “Save”, a complete answer is kept for 24 hours. When you sign in, you are shown it and asked whether to save it. Nobody else is.',
  twoWindows: 'Two windows',
  twoWindowsText:
    'If you answer one item differently in two windows, nothing is overwritten: you see both answers and choose.',
  anyWay:
    'Everything can be done with the mouse, by touch, or with Tab, the arrow keys and Enter. On the rating page these keys are quicker:',
  keysOnPage: 'Keys on the rating page',
  key: 'Key',
  whatItDoes: 'What it does',
  keysOff:
    'Single keys do nothing while you type in a box. The button “Shortcuts” beside the save button switches them off for this browser.',
  behavior: 'Behavior',
  behaviorText: 'The sentence that says what a dataset tests. It stands above every item.',
  item: 'Item',
  itemText: 'A text with its choices, which you judge.',
  study: 'Study',
  studyText: 'A fixed plan: which items, which questions, how many raters for each item.',
  rating: 'Rating',
  ratingText: 'Your answers to all questions about one item.',
  gold: 'Gold item',
  goldText: 'An item whose answer is certain. Some may be among yours.',
} as const;
