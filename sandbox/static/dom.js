// Elements without markup: everything that people write goes in as text nodes.
import { t } from "./i18n.js";

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-6 16-3-6.5L4 12z",
  clip: "M20 11.5l-8.4 8.4a5 5 0 0 1-7-7l8.8-8.9a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.7a1.7 1.7 0 0 1-2.4-2.4l7.7-7.8",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  play: "M7 5l12 7-12 7V5z",
  pause: "M8 5v14M16 5v14",
  stop: "M6 6h12v12H6z",
  next: "M6 5l9 7-9 7V5zM18 5v14",
  down: "M6 9l6 6 6-6",
  keyboard: "M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8",
  commands: "M5 6h14M5 12h14M5 18h9",
  pin: "M9 4h6l-1 6 3 3H7l3-3-1-6zM12 13v7",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  place: "M12 21s7-6.2 7-11a7 7 0 0 0-14 0c0 4.800 7 11 7 11zM12 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  moon: "M20 14.500A8 8 0 1 1 9.500 4a6.500 6.500 0 0 0 10.500 10.500z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2.500M12 19.500V22M2 12h2.500M19.500 12H22M5 5l1.700 1.700M17.300 17.300L19 19M5 19l1.700-1.700M17.300 6.700L19 5",
  tools: "M4 7h9M17 7h3M4 17h3M11 17h9M13 4.500v5M7 14.500v5",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4.200 4.200 0 0 0-6-6l-1.500 1.500M14 10a4 4 0 0 0-6-.5l-3 3a4.200 4.200 0 0 0 6 6l1.500-1.500",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01",
  mic: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  swap: "M7 4L4 7l3 3M4 7h13M17 20l3-3-3-3M20 17H7",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

// h("button", {class, on: {click}, t: key, label: key, ...attributes}, ...children); t and label follow the language.
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [kind, listener] of Object.entries(value)) node.addEventListener(kind, listener);
    } else if (name === "t") {
      node.dataset.t = value;
      node.textContent = t(value);
    } else if (name === "label") {
      node.dataset.tLabel = value;
      node.setAttribute("aria-label", t(value));
      node.title = t(value);
    } else if (name === "hint") {
      node.dataset.tHint = value;
      node.setAttribute("placeholder", t(value));
    } else if (name === "class") {
      node.className = value;
    } else if (value === true) {
      node.setAttribute(name, "");
    } else {
      node.setAttribute(name, String(value));
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

export function iconButton(name, label, click, more = {}) {
  const kind = `icon-button ${more.class || ""}`;
  return h("button", { type: "button", label, on: { click }, ...more, class: kind }, icon(name));
}

export function relabel(root = document) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
    node.title = t(node.dataset.tLabel);
  }
  for (const node of root.querySelectorAll("[data-t-hint]")) node.setAttribute("placeholder", t(node.dataset.tHint));
}

export function avatar(name, id, more = "") {
  const letters = [...String(name || "?").replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, "")];
  const chinese = /\p{Script=Han}/u.test(letters.join(""));
  // Of a Chinese name the last two characters are what friends call each other.
  const shown = chinese ? letters.slice(0, 1).join("") : letters.slice(0, 1).join("").toUpperCase();
  return h("span", { class: `avatar tint-${hue(id)} ${more}`, "aria-hidden": "true" }, shown || "?");
}

export function hue(id) {
  return Math.abs(Number(id) || 0) % 7;
}

export function fullName(user) {
  if (!user) return "";
  return user.title ?? [user.first_name, user.last_name].filter(Boolean).join(" ");
}

// A dialog that closes by Escape, its buttons, or a click beside it, and gives focus back.
export function openDialog(label, content, { className = "" } = {}) {
  const before = document.activeElement;
  const dialog = h("dialog", { class: `dialog ${className}`, "aria-label": label });
  dialog.append(content);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// A small menu at a button: arrow keys, Escape, focus back. items: [{label, icon?, run, danger?}]
export function openMenu(anchor, items) {
  document.querySelector(".menu")?.remove();
  const menu = h("div", { class: "menu", role: "menu" });
  const close = (refocus) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (refocus && anchor.isConnected) anchor.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };
  for (const item of items) {
    const run = () => {
      close(true);
      item.run();
    };
    menu.append(
      h("button", { type: "button", role: "menuitem", class: item.danger ? "danger" : "", on: { click: run } },
        item.icon ? icon(item.icon) : null, h("span", {}, item.label)),
    );
  }
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.children];
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) all[(at + step + all.length) % all.length].focus();
    else if (event.key === "Home") all[0].focus();
    else if (event.key === "End") all.at(-1).focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.body.append(menu);
  const at = anchor.getBoundingClientRect();
  const width = menu.offsetWidth;
  const height = menu.offsetHeight;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  menu.style.top = `${at.bottom + height + 8 > innerHeight ? Math.max(8, at.top - height - 4) : at.bottom + 4}px`;
  menu.firstElementChild?.focus();
  document.addEventListener("pointerdown", outside, true);
}
