"use strict";
// The board brings itself up to date: it says what it shows, and is told the parts of it that have changed.
// Without this script the page works by loading it anew. Inside Telegram app.js shows the pages, and asks for us.
(() => {
  const shown = window.shown ?? {
    ask: (path, options) => fetch(path, options), at: () => location.href, again: () => location.reload(),
  };
  const AGAIN = 3000; // milliseconds until a lost connection is tried again
  const live = () => document.getElementById("live");
  let following = null;

  // Parts of the page, by their ids, in place of those that are shown; whoever stands on a link stays there.
  function put(parts) {
    const focused = document.activeElement?.getAttribute?.("href");
    for (const [id, part] of Object.entries(parts)) {
      const made = new DOMParser().parseFromString(part, "text/html").getElementById(id);
      const there = document.getElementById(id);
      if (made && there) there.replaceWith(made);
    }
    if (focused && document.activeElement === document.body) document.querySelector(`#live a[href="${CSS.escape(focused)}"]`)?.focus();
  }

  const shows = () => [...live().querySelectorAll(".part[data-sign]")].map((one) => `${one.id}=${one.dataset.sign}`).join(" ");

  // Server-sent events, read by hand: the browser's own EventSource sends no header, and we have no cookie inside Telegram.
  async function* news(path, signal) {
    const answer = await shown.ask(path, { signal, headers: { Accept: "text/event-stream", "Board-Shown": shows() }, cache: "no-store" });
    if (answer.status === 401) { yield { over: true }; return; }
    if (!answer.ok) throw new Error(String(answer.status));
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += value;
      const whole = text.split("\n\n");
      text = whole.pop();
      for (const one of whole) {
        if (/^event: over$/m.test(one)) yield { over: true };
        else if (one.startsWith("data: ")) yield { parts: JSON.parse(one.slice("data: ".length)) };
      }
    }
  }

  async function follow() {
    following?.abort();
    following = null;
    delete document.documentElement.dataset.ready;
    if (!live()) return;
    const { signal } = (following = new AbortController());
    while (!signal.aborted) {
      try {
        for await (const { over, parts } of news(live().dataset.new, signal)) {
          if (over) { shown.again(); return; }
          put(parts);
          document.getElementById("stale").hidden = true;
          document.documentElement.dataset.ready = "yes";
        }
      } catch { /* cut, or left */ }
      if (signal.aborted) return;
      document.getElementById("stale").hidden = false;
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }

  document.addEventListener("shown", follow);
  window.addEventListener("pagehide", () => following?.abort());
  follow();
})();
