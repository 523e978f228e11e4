const longest = 50 * 60_000;
/** After so long away it was a break. */
const away = 10 * 60_000;

/** Suggests a break after fifty minutes of items, once; never in the way. Where the browser keeps nothing, nothing is said. */
export function breakHint(line) {
  const now = Date.now();
  try {
    const [since, seen] = (sessionStorage.getItem('assay.rating') ?? '').split(' ').map(Number);
    const start = seen && now - seen < away ? since : now;
    const isDue = now - start > longest;
    sessionStorage.setItem('assay.rating', `${isDue ? now : start} ${now}`);
    if (isDue) line.textContent = line.dataset.text.replace('{minutes}', Math.round((now - start) / 60_000));
  } catch {
    return;
  }
}
