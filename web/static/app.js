"use strict";
// The board inside Telegram, without Telegram's script (ADR 0031): what Telegram signed is checked once, by our server,
// which gives a session; every page is asked for with it in a header, and shown in place of this one. Without a cookie,
// since in Telegram Web this is a frame. What Telegram and a page say to one another: core.telegram.org/api/web-events.
(() => {
  const handed = new URLSearchParams(location.hash.slice(1));
  const signed = handed.get("tgWebAppData");
  if (!signed) return; // not inside Telegram: the page says so
  const trail = []; // the pages shown: {path, top, alt}
  let asked = 0; // pages; of two that were asked for the later is shown
  let session = "";

  const tell = (eventType, eventData = {}) => {
    const text = JSON.stringify(eventData);
    if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(eventType, text);
    else if (window.external && "notify" in window.external) window.external.notify(JSON.stringify({ eventType, eventData }));
    else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType, eventData }), "*");
  };
  const part = (name) => document.getElementById(name);

  // Colours: Telegram's, where everything of ours can be read on them; else ours, as light or as dark as Telegram's.

  const light = (colour) => {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };

  function colour(params) {
    const given = (name) => (/^#[0-9a-f]{6}$/i.test(params?.[name] ?? "") ? params[name] : null);
    const card = given("section_bg_color") ?? given("bg_color");
    if (!card) return;
    const root = document.documentElement;
    for (const name of ["--card", "--paper", "--ink"]) root.style.removeProperty(name);
    root.dataset.scheme = light(card) < 0.2 ? "dark" : "light";
    const paper = given("secondary_bg_color") ?? card;
    const ours = getComputedStyle(root);
    const marks = ["--faint", "--green", "--blue", "--amber", "--red"].map((name) => ours.getPropertyValue(name).trim());
    const ink = given("text_color") ?? ours.getPropertyValue("--ink").trim();
    if ([ink, ...marks].every((one) => [card, paper].every((ground) => contrast(one, ground) >= 4.5))) {
      for (const [name, value] of Object.entries({ "--card": card, "--paper": paper, "--ink": ink })) root.style.setProperty(name, value);
    }
    const ground = getComputedStyle(root).getPropertyValue("--paper").trim();
    tell("web_app_set_background_color", { color: ground });
    tell("web_app_set_header_color", { color: ground });
  }

  const room = { safe: {}, content: {} }; // pixels that Telegram's own buttons and the device take, by side
  function spare(which, sides) {
    room[which] = sides ?? {};
    for (const side of ["top", "bottom", "left", "right"]) {
      const taken = (Number(room.safe[side]) || 0) + (Number(room.content[side]) || 0);
      document.documentElement.style.setProperty(`--room-${side}`, `${taken}px`);
    }
  }

  const heard = {
    back_button_pressed: () => back(),
    theme_changed: (data) => colour(data?.theme_params),
    safe_area_changed: (data) => spare("safe", data),
    content_safe_area_changed: (data) => spare("content", data),
  };
  const hear = (eventType, eventData) => { if (Object.hasOwn(heard, eventType)) heard[eventType](eventData); };
  window.Telegram = { WebView: { receiveEvent: hear } };
  window.TelegramGameProxy = { receiveEvent: hear };
  window.TelegramGameProxy_receiveEvent = hear;
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || window.parent === window) return;
    try {
      const { eventType, eventData } = JSON.parse(event.data);
      hear(eventType, eventData);
    } catch { /* not Telegram's */ }
  });

  // The session lives as long as this window does; loading it anew goes on with it. Of another opening it is worth nothing.

  const kept = () => {
    try {
      const one = JSON.parse(sessionStorage.getItem("weilinli"));
      return one?.signed === signed ? one.session : "";
    } catch { return ""; }
  };
  const keep = () => {
    try { sessionStorage.setItem("weilinli", JSON.stringify({ signed, session })); } catch { /* then not */ }
  };

  // Pages

  const ask = (path, options = {}) => fetch(path, {
    cache: "no-store", ...options, headers: { ...options.headers, Authorization: `Bearer ${session}` },
  });
  const at = () => trail.at(-1)?.path ?? "/board";

  async function show(path, { options, step = "on", top = 0, alt = "" } = {}) {
    const mine = (asked += 1);
    let answer, text;
    try {
      answer = await ask(path, options);
      if (answer.headers.get("content-type")?.startsWith("text/html")) text = await answer.text();
      else answer.body?.cancel();
    } catch {
      if (mine === asked) notice(words.cut, () => show(path, { options, step, top, alt }));
      return;
    }
    if (mine !== asked) return;
    const { pathname, search } = new URL(answer.url);
    const here = options?.method === "POST" && !answer.redirected ? at() : `${pathname}${search}`;
    const before = answer.redirected ? trail.findIndex((one) => one.path === here) : -1;
    if (step === "on" && before >= 0) trail.length = before + 1; // a form is over: back does not lead to it again
    else if (step === "on" && at() !== here) {
      if (trail.length) trail.at(-1).top = scrollY;
      trail.push({ path: here, top: 0, alt });
    } else if (trail.length) trail.at(-1).path = here;
    else trail.push({ path: here, top: 0, alt });
    if (text === undefined) picture(here, alt);
    else put(text, top);
    tell("web_app_setup_back_button", { is_visible: trail.length > 1 });
  }

  function put(text, top = 0) {
    const made = new DOMParser().parseFromString(text, "text/html");
    document.title = made.title;
    document.documentElement.lang = made.documentElement.lang;
    document.body.replaceChildren(...made.body.childNodes);
    scrollTo(0, top);
    part("main")?.focus({ preventScroll: true });
    document.dispatchEvent(new Event("shown"));
  }

  function picture(path, alt) {
    const image = new Image();
    image.alt = alt;
    image.className = "whole";
    image.src = path;
    part("main").replaceChildren(image);
    document.dispatchEvent(new Event("shown"));
  }

  function notice(text, then) {
    const told = text.cloneNode(true);
    told.hidden = false;
    told.querySelector("button").addEventListener("click", then);
    part("main").replaceChildren(told);
    document.dispatchEvent(new Event("shown"));
    told.querySelector("button").focus();
  }

  function back() {
    if (trail.length < 2) return;
    trail.pop();
    show(at(), { ...trail.at(-1), step: "back" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const to = new URL(link.href);
    if (link.getAttribute("href").startsWith("#")) part(to.hash.slice(1))?.focus();
    else if (link.hasAttribute("download")) notice(words.file, window.shown.again); // a window here keeps no files
    else if (to.origin === location.origin) show(`${to.pathname}${to.search}`, { alt: link.querySelector("img")?.alt });
    else if (to.hostname === "t.me") tell("web_app_open_tg_link", { path_full: `${to.pathname}${to.search}` });
    else tell("web_app_open_link", { url: to.href });
  });

  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const path = form.getAttribute("action") ?? at().split("?")[0];
    const given = new URLSearchParams(new FormData(form));
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    if (form.method === "get") { show(`${path}?${given}`); return; }
    const leaving = path === "/board/leave";
    if (leaving) window.shown.again = () => {}; // a change that is told now asks for nothing: the session is over
    await show(path, { options: { method: "POST", body: given } });
    if (!leaving) return;
    session = "";
    keep();
    tell("web_app_close");
  });

  window.shown = { ask, at, again: () => show(at(), { step: "again" }) };

  async function open() {
    session = kept();
    if (!session) {
      let answer, body;
      try {
        answer = await fetch("/app", { method: "POST", body: signed, headers: { "Content-Type": "text/plain" } });
        body = await (answer.ok ? answer.json() : answer.text());
      } catch {
        notice(words.cut, open);
        return;
      }
      if (!answer.ok) { put(body); return; }
      ({ session } = body);
      keep();
    }
    await show("/board");
  }

  const words = { cut: part("cut"), file: part("file") };
  part("outside").hidden = true;
  part("opening").hidden = false;
  try { colour(JSON.parse(handed.get("tgWebAppThemeParams"))); } catch { /* then ours */ }
  for (const one of ["web_app_ready", "web_app_expand", "web_app_request_safe_area", "web_app_request_content_safe_area"]) tell(one);
  open();
})();
