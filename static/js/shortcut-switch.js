const preference = 'assay.shortcuts';

/** The button that turns single-key shortcuts off and on (WCAG 2.1.4); the browser remembers the choice. */
export function shortcutSwitch(form) {
  const button = form.querySelector('[data-shortcut-switch]');

  function turn(on) {
    form.toggleAttribute('data-shortcuts', on);
    button.setAttribute('aria-pressed', String(on));
    button.querySelector('span').textContent = on ? button.dataset.on : button.dataset.off;
  }

  button.addEventListener('click', () => {
    const on = !('shortcuts' in form.dataset);
    turn(on);
    remember(on);
  });
  turn(!('noShortcuts' in form.dataset) && remembered() !== 'off');
  button.parentElement.hidden = false;
}

// Storage may be refused by the browser's settings; the switch then lasts for the page.
function remember(on) {
  try {
    localStorage.setItem(preference, on ? 'on' : 'off');
  } catch {
    return;
  }
}

function remembered() {
  try {
    return localStorage.getItem(preference);
  } catch {
    return null;
  }
}
