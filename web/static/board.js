"use strict";
// The board brings itself up to date: whoever is told that something has changed asks for the same page again.
// Without this script the page works by loading it anew. Inside Telegram app.js shows the pages, and asks for us.
(() => {
  const shown = window.shown ?? {
    ask: (path, options) => fetch(path, options), at: () => location.href, again: () => location.reload(),
  };
  const AGAIN = 3000; // milliseconds until a lost connection is tried again
  const live = () => document.getElementById("live");
  let asking = false;
  let again = false;
  let following = null;

  async function renew() {
    if (asking) { again = true; return; }
    asking = true;
    const at = shown.at();
    try {
      const answer = await shown.ask(at, { headers: { Accept: "text/html", "Board-Renewal": "1" }, cache: "no-store" });
      if (answer.status === 401) { shown.again(); return; }
      if (answer.ok && at === shown.at()) {
        const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
        if (made && live()) {
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

  // Server-sent events, read by hand: the browser's own EventSource sends no header, and we have no cookie inside Telegram.
  async function* news(path, signal) {
    const answer = await shown.ask(path, { signal, headers: { Accept: "text/event-stream" }, cache: "no-store" });
    if (answer.status === 401) { yield "over"; return; }
    if (!answer.ok) throw new Error(String(answer.status));
    yield "open";
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += value;
      const whole = text.split("\n\n");
      text = whole.pop();
      for (const one of whole) {
        if (/^event: over$/m.test(one)) yield "over";
        else if (/^data:/m.test(one)) yield "news";
      }
    }
  }

  async function follow() {
    following?.abort();
    following = null;
    delete document.documentElement.dataset.ready;
    if (!live()) return;
    const { signal } = (following = new AbortController());
    let first = true;
    while (!signal.aborted) {
      try {
        for await (const one of news(live().dataset.new, signal)) {
          if (one === "over") { shown.again(); return; }
          if (one === "open") document.getElementById("stale").hidden = true;
          else if (first) { first = false; document.documentElement.dataset.ready = "yes"; } else await renew();
        }
      } catch { /* cut, or left */ }
      if (signal.aborted) return;
      first = false;
      document.getElementById("stale").hidden = false;
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }

  document.addEventListener("shown", follow);
  window.addEventListener("pagehide", () => following?.abort());
  follow();
})();
