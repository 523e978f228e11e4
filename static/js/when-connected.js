import { say as words } from './words.js';

const patience = 8000;
const longestPause = 32;

/** Asks the server for a sign of life until it gives one, with longer and longer pauses; the browser may know sooner. */
export function whenConnected(act, say) {
  let pause = 1;
  let timer;

  function ask() {
    timer = clearTimeout(timer);
    const request = new window.XMLHttpRequest();
    request.open('GET', '/health');
    request.timeout = patience;
    request.onload = () => (request.status === 200 ? finish() : later());
    request.onerror = later;
    request.ontimeout = later;
    request.send();
  }

  function later() {
    say(words('notSent', { seconds: pause }));
    timer = setTimeout(ask, pause * 1000);
    pause = Math.min(2 * pause, longestPause);
  }

  function online() {
    if (timer) ask();
  }

  function finish() {
    window.removeEventListener('online', online);
    act();
  }

  window.addEventListener('online', online);
  ask();
}
