const patience = 300;

/** Lets a form be sent once. The server takes a repeat without harm; this only spares people the doubt. */
export function submitOnce(form) {
  const button = form.querySelector('button:not([type="button"])');
  const status = form.querySelector('[role="status"]');
  let timer;

  form.addEventListener('submit', () => {
    button.disabled = true;
    timer = setTimeout(() => {
      if (status) status.textContent = form.dataset.wait ?? 'Saving…';
    }, patience);
  });

  // A page restored by the Back button must be usable again.
  window.addEventListener('pageshow', () => {
    clearTimeout(timer);
    button.disabled = false;
    if (status) status.textContent = '';
  });
}
