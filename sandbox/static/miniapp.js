// A Mini App over a phone: a frame, a bar above it, and the messages that Telegram Web exchanges with it
// (core.telegram.org/api/web-events, core.telegram.org/api/bots/webapps).
import { h, iconButton } from "./dom.js";

export const theme = () => (getComputedStyle(document.documentElement).colorScheme.includes("dark") ? "dark" : "light");

// host: { screen, openAddress(address), closed() }
export function openMiniApp(host, address, title) {
  const frame = h("iframe", { class: "miniapp-frame", title, referrerpolicy: "no-referrer" });
  const back = iconButton("back", "back", () => tell("back_button_pressed"), { hidden: true, class: "miniapp-back" });
  const close = iconButton("close", "close", () => end(), { class: "miniapp-close" });
  const root = h("section", { class: "miniapp", "aria-label": title },
    h("div", { class: "miniapp-head" }, back, h("strong", { dir: "auto" }, title), close), frame);
  const origin = new URL(address).origin;
  const handed = new URLSearchParams(new URL(address).hash.slice(1));

  function tell(eventType, eventData = null) {
    frame.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), origin);
  }

  const nothing = { top: 0, bottom: 0, left: 0, right: 0 };
  const heard = {
    web_app_close: () => end(),
    web_app_setup_back_button: (data) => { back.hidden = !data?.is_visible; },
    web_app_request_theme: () => tell("theme_changed", { theme_params: JSON.parse(handed.get("tgWebAppThemeParams")) }),
    web_app_request_viewport: () => tell("viewport_changed", {
      width: frame.clientWidth, height: frame.clientHeight, is_expanded: true, is_state_stable: true,
    }),
    web_app_request_safe_area: () => tell("safe_area_changed", nothing),
    web_app_request_content_safe_area: () => tell("content_safe_area_changed", nothing),
    web_app_open_tg_link: (data) => { end(); host.openAddress(`https://t.me${data?.path_full ?? ""}`); },
    web_app_open_link: (data) => { if (/^https?:/.test(data?.url ?? "")) host.openAddress(data.url); },
    web_app_ready: () => { root.dataset.ready = "yes"; },
  };

  function hear(event) {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    let said;
    try {
      said = JSON.parse(event.data);
    } catch {
      return;
    }
    if (Object.hasOwn(heard, said?.eventType)) heard[said.eventType](said.eventData);
  }

  function end() {
    window.removeEventListener("message", hear);
    root.remove();
    host.closed();
  }

  window.addEventListener("message", hear);
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
  host.screen.querySelector(".miniapp")?.remove();
  host.screen.append(root);
  frame.src = address;
  close.focus({ preventScroll: true });
  return root;
}
