/** Asks before a page with unsaved answers is left in any other way than by saving. */
export function confirmLeave(form) {
  let unsaved = 'unsaved' in form.dataset;
  let submitting = false;

  form.addEventListener('input', () => {
    unsaved = true;
  });
  form.addEventListener('submit', (event) => {
    submitting = !event.defaultPrevented;
  });
  window.addEventListener('pageshow', () => {
    submitting = false;
  });
  window.addEventListener('beforeunload', (event) => {
    if (unsaved && !submitting) event.preventDefault();
  });
}
