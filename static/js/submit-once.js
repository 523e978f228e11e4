import { say as words } from './words.js';
import { whenConnected } from './when-connected.js';

const patience = 300;

/**
 * Lets a form be sent once, and not before the server can be reached: the browser's own page about a lost connection
 * would take the place of what was filled in. The server takes a repeat without harm.
 */
export function submitOnce(form) {
  const button = form.querySelector('button:not([type="button"])');
  let status = form.querySelector('[role="status"]');
  let timer;
  let isConnected = false;

  function send(submitter) {
    isConnected = true;
    button.disabled = false;
    form.requestSubmit(submitter);
    button.disabled = true;
  }

  function say(words) {
    clearTimeout(timer);
    status ??= form.appendChild(Object.assign(document.createElement('p'), { role: 'alert' }));
    status.textContent = words;
  }

  form.addEventListener('submit', (event) => {
    if (isConnected || !form.requestSubmit) return;
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    if (status) timer = setTimeout(() => say(form.dataset.wait ?? words('saving')), patience);
    whenConnected(() => send(event.submitter), say);
  });

  // A page restored by the Back button must be usable again.
  window.addEventListener('pageshow', () => {
    clearTimeout(timer);
    isConnected = false;
    button.disabled = false;
    if (status) status.textContent = '';
  });
}
