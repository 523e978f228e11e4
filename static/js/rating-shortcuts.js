import { questionCursor } from './question-cursor.js';
import { actionOf } from './shortcut-keys.js';
import { shortcutSwitch } from './shortcut-switch.js';

/** Rating by single keys: digits answer the highlighted question, Enter saves, c comments, f flags, s skips, ? helps. */
export function ratingShortcuts(form) {
  const saveButton = form.querySelector('button:not([type="button"])');
  const status = form.querySelector('[role="status"]');
  const help = document.getElementById('shortcut-help');
  const cursor = questionCursor(form);

  const actions = {
    choose(number) {
      if (cursor.choose(number)) goOn(form, saveButton);
    },
    save() {
      const missing = cursor.goToUnanswered();
      if (missing > 0) status.textContent = `Question ${missing} has no answer yet.`;
      else if (!saveButton.disabled) form.requestSubmit();
    },
    comment() {
      goToBox(form.elements.namedItem('comment'));
    },
    flag() {
      goToBox(form.elements.namedItem('flag'));
    },
    skip() {
      form.querySelector('[data-skip]')?.click();
    },
    help() {
      help.showModal();
    },
  };

  document.addEventListener('keydown', (event) => {
    if (help.open) return;
    const action = actionOf(event, { singleKeys: 'shortcuts' in form.dataset, saveButton });
    if (!action) return;
    event.preventDefault();
    actions[action.name](action.number);
  });
  form.addEventListener('input', () => {
    status.textContent = '';
  });
  form.querySelector('[data-shortcut-help]').addEventListener('click', actions.help);
  shortcutSwitch(form);
}

function goOn(form, saveButton) {
  if ('autoAdvance' in form.dataset) form.requestSubmit();
  else saveButton.focus();
}

function goToBox(box) {
  box.closest('details').open = true;
  box.focus();
}
