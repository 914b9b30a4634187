"use strict";
// The board brings itself up to date: whoever is told that something has changed asks for the same page again.
// Without this script the page works by loading it anew.
(() => {
  const live = () => document.getElementById("live");
  let asking = false;
  let again = false;

  async function renew() {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      if (answer.status === 401) { location.reload(); return; }
      if (answer.ok) {
        const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
        if (made) {
          const focused = document.activeElement?.getAttribute?.("href");
          live().replaceWith(made);
          if (focused) document.querySelector(`#live a[href="${CSS.escape(focused)}"]`)?.focus();
        }
      }
    } finally {
      asking = false;
      if (again) { again = false; renew(); }
    }
  }

  const news = new EventSource(live().dataset.new);
  let first = true;
  news.onmessage = () => { if (!first) { renew(); return; } first = false; document.documentElement.dataset.ready = "yes"; };
  news.onopen = () => { document.getElementById("stale").hidden = true; };
  news.onerror = () => { document.getElementById("stale").hidden = false; first = false; };
  news.addEventListener("over", () => { news.close(); location.reload(); });
})();
