// A text with its entities, as nodes. Offsets are UTF-16 units, which is how JavaScript counts.
import { h } from "./dom.js";

const PLAIN = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

// actions: { link(url), command(text), mention(text) }
export function richText(text, entities, actions) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, actions);
}

function build(text, from, to, entities, actions) {
  const out = document.createDocumentFragment();
  let at = from;
  entities.forEach((entity, index) => {
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || end <= entity.offset) return;
    if (entity.offset > at) out.append(text.slice(at, entity.offset));
    const inner = entities.slice(index + 1).filter((e) => e.offset >= entity.offset && e.offset + e.length <= end);
    const piece = text.slice(entity.offset, end);
    const node = wrap(entity, piece, actions);
    node.append(build(text, entity.offset, end, inner, actions));
    out.append(node);
    at = end;
  });
  if (at < to) out.append(text.slice(at, to));
  return out;
}

function wrap(entity, piece, actions) {
  const { type } = entity;
  if (type in PLAIN) return h(PLAIN[type]);
  if (type === "pre") return h("pre");
  if (type === "spoiler") {
    const node = h("span", { class: "spoiler", role: "button", tabindex: "0" });
    const reveal = () => node.classList.add("revealed");
    node.addEventListener("click", reveal);
    node.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
    return node;
  }
  if (type === "url" || type === "text_link") return link(type === "url" ? piece : entity.url, actions);
  if (type === "bot_command") return button("command", () => actions.command(piece));
  if (type === "mention") return link(`https://t.me/${piece.slice(1)}`, actions);
  return h("span", { class: `entity-${String(type).replace(/\W/g, "")}` });
}

function button(className, run) {
  return h("button", { type: "button", class: `inline ${className}`, on: { click: run } });
}

function link(url, actions) {
  const address = safeAddress(url);
  if (!address) return h("span");
  const open = (event) => {
    event.preventDefault();
    actions.link(address);
  };
  return h("a", { href: address, rel: "noopener noreferrer", title: address, on: { click: open } });
}

// Only web and Telegram addresses are links; null for anything else (javascript:, data:, ...).
export function safeAddress(url) {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  try {
    const parsed = new URL(full);
    return ["http:", "https:", "tg:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

// What a t.me or tg: address asks for: { bot, start?, startgroup? } by username; null for other addresses.
export function telegramLink(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const query = url.searchParams;
  if (["t.me", "telegram.me"].includes(url.hostname)) {
    const name = url.pathname.split("/")[1];
    if (!name) return null;
    return { bot: name, start: query.get("start"), startgroup: query.get("startgroup") };
  }
  if (url.protocol === "tg:" && query.get("domain")) {
    return { bot: query.get("domain"), start: query.get("start"), startgroup: query.get("startgroup") };
  }
  return null;
}
