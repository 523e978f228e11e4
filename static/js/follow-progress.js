const pause = 1000;
const patience = 5000;

/** Looks at the page again and again, shows how far the work is, and opens what comes after it. */
export function followProgress(section) {
  function look() {
    const request = new window.XMLHttpRequest();
    request.open('GET', location.pathname);
    // The browser makes a document of it that runs nothing.
    request.responseType = 'document';
    request.timeout = patience;
    request.onload = () => {
      const fresh = request.response;
      if (!fresh?.querySelector('[data-module="follow-progress"]')) return location.reload();
      for (const part of section.querySelectorAll('[data-live]')) update(part, fresh.getElementById(part.id));
      document.title = fresh.title;
      return later();
    };
    request.onerror = later;
    request.ontimeout = later;
    request.send();
  }

  function later() {
    setTimeout(look, pause);
  }

  later();
}

function update(part, fresh) {
  if (!fresh) return;
  part.textContent = fresh.textContent;
  if ('value' in part) part.value = fresh.value;
}
