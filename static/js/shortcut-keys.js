const letters = {
  c: 'comment',
  f: 'flag',
  s: 'skip',
  u: 'previous',
  g: 'guidelines',
  b: 'cover',
  '?': 'help',
};

/** What a key press means on the rating page, as { name, number? }; undefined leaves it to the browser. */
export function actionOf(event, { singleKeys, saveButton }) {
  if (event.repeat || event.isComposing || event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return event.key === 'Enter' ? { name: 'save' } : undefined;
  if (!singleKeys || isTextField(event.target)) return undefined;
  if (event.key === 'Enter') {
    const other = event.target.closest('a, button, summary');
    return event.shiftKey || (other && other !== saveButton) ? undefined : { name: 'save' };
  }
  const number = digitOf(event);
  if (number) return { name: 'choose', number };
  const name = letters[event.key.toLowerCase()];
  return name && { name };
}

function isTextField(element) {
  return element.matches('textarea, select, input:not([type="radio"], [type="checkbox"])');
}

/** By the key's place where its character is no digit: the digit row of a French keyboard types `&é"`. */
function digitOf({ key, code, shiftKey }) {
  if (/^[1-9]$/.test(key)) return Number(key);
  const place = /^(?:Digit|Numpad)([1-9])$/.exec(code);
  return place && key.length === 1 && !shiftKey ? Number(place[1]) : undefined;
}
