import { questionCursor } from './question-cursor.js';
import { actionOf } from './shortcut-keys.js';
import { say } from './words.js';
import { shortcutSwitch } from './shortcut-switch.js';

/** Rating by single keys: digits answer the highlighted question, Enter saves, and letters what the help lists. */
export function ratingShortcuts(form) {
  const saveButton = form.querySelector('button:not([type="button"])');
  const status = form.querySelector('[role="status"]');
  const help = document.getElementById('shortcut-help');
  const cursor = questionCursor(form);

  const actions = {
    ...waysBeside(form),
    choose(number) {
      if (cursor.choose(number)) goOn(form, saveButton);
    },
    save() {
      const missing = cursor.goToUnanswered();
      if (missing > 0) status.textContent = say('unanswered', { number: missing });
      else if (!saveButton.disabled) form.requestSubmit();
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

/** What leads to a box, another page, or something folded. */
function waysBeside(form) {
  return {
    comment: () => goToBox(form.elements.namedItem('comment')),
    flag: () => goToBox(form.elements.namedItem('flag')),
    skip: () => form.querySelector('[data-skip]')?.click(),
    previous: () => form.querySelector('[data-previous]')?.click(),
    guidelines: () => toggle('[data-guidelines]'),
    cover: () => toggle('[data-cover]'),
  };
}

function toggle(selector) {
  const part = document.querySelector(selector);
  if (part) part.open = !part.open;
}

function goToBox(box) {
  if (!box) return;
  box.closest('details').open = true;
  box.focus();
}
