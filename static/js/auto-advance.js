/** Saves and goes on as soon as a pointer has chosen the last answer. Arrow keys choose on their way, so they never do. */
export function autoAdvance(form) {
  if (!('autoAdvance' in form.dataset)) return;
  const questions = [...form.querySelectorAll('[data-question]')];
  let byPointer = false;

  form.addEventListener('pointerdown', () => {
    byPointer = true;
  });
  form.addEventListener('keydown', () => {
    byPointer = false;
  });
  form.addEventListener('change', ({ target }) => {
    if (!byPointer || target.type !== 'radio') return;
    if (questions.every((question) => question.querySelector('input:checked'))) form.requestSubmit();
  });
}
