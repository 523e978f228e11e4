const words = JSON.parse(document.body.dataset.words ?? '{}');

/** A message in the language of the page, with what stands for `{name}` in it. */
export function say(name, values = {}) {
  return Object.entries(values).reduce(
    (text, [key, value]) => text.replace(`{${key}}`, value),
    words[name] ?? '',
  );
}
