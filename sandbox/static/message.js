// One bubble: author, quote, media, text, time, reactions, and the keyboard under it.
import { avatar, fullName, h, hue, icon, iconButton, openMenu } from "./dom.js";
import { clockTime, dayOf, t } from "./i18n.js";
import { album, mediaOf, serviceText, summary } from "./media.js";
import { richText } from "./richtext.js";

export function dayLine(at) {
  return h("div", { class: "day", role: "separator" }, h("span", {}, dayOf(at)));
}

// messages: one, or the parts of an album. view: { person, group, first, fresh, actions }
export function bubble(messages, view) {
  const [message] = messages;
  const service = serviceText(message);
  if (service) {
    return h("div", { class: "service", "data-id": message.message_id }, h("span", {}, service));
  }
  const own = message.from?.id === view.person && !message.sender_chat;
  const author = message.sender_chat ?? message.from;
  const name = fullName(author);
  const classes = ["row", own ? "own" : "other", view.first ? "first" : "", view.fresh ? "fresh" : ""];
  const body = h("div", { class: "bubble" });
  if (!own && view.first) {
    const kind = author?.is_bot ? h("span", { class: "tag" }, t("bot")) : null;
    body.append(h("div", { class: `author text-${hue(author?.id)}` }, h("bdi", {}, name), kind));
  }
  if (message.forward_origin) {
    const origin = message.forward_origin;
    const from = fullName(origin.sender_user ?? origin.sender_chat ?? origin.chat) || origin.sender_user_name || "";
    body.append(h("div", { class: "forwarded faint" }, t("forwarded", { name: from })));
  }
  if (message.reply_to_message && !message.reply_to_message.forum_topic_created) body.append(quote(message, view));
  const media = messages.length > 1 ? album(messages) : mediaOf(message, view.actions);
  if (media) body.append(media);
  const texted = messages.find((m) => m.text ?? m.caption) ?? message;
  const text = texted.text ?? texted.caption;
  if (text) {
    const entities = texted.entities ?? texted.caption_entities;
    body.append(h("div", { class: "text", dir: "auto" }, richText(text, entities, view.actions)));
  } else if (!media) {
    body.append(h("div", { class: "text faint" }, t("unknown")));
  }
  body.append(footer(message, own, view));
  const column = h("div", { class: "column" }, body);
  if (message.reply_markup?.inline_keyboard) column.append(keyboard(message, view));
  const row = h("article", {
    class: classes.join(" ").trim(), "data-id": message.message_id, "aria-label": `${name}, ${clockTime(message.date)}`,
  });
  if (view.group && !own) row.append(view.first ? avatar(name, author?.id) : h("span", { class: "avatar none" }));
  row.append(column);
  row.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, button, img")) return;
    event.preventDefault();
    messageMenu(row.querySelector(".message-menu"), messages, own, view);
  });
  return row;
}

function quote(message, view) {
  const replied = message.reply_to_message;
  const jump = () => view.actions.jump(replied.message_id);
  return h("button", { type: "button", class: `quote edge-${hue(replied.from?.id)}`, on: { click: jump } },
    h("strong", {}, fullName(replied.sender_chat ?? replied.from)),
    h("span", {}, message.quote?.text ?? summary(replied)));
}

function footer(message, own, view) {
  const menu = iconButton("more", "messageMenu", () => messageMenu(menu, [message], own, view), {
    class: "message-menu", "aria-haspopup": "menu",
  });
  const reactions = new Map();
  for (const { emoji } of message.reactions ?? []) reactions.set(emoji, (reactions.get(emoji) ?? 0) + 1);
  return h("div", { class: "foot" },
    [...reactions].map(([emoji, count]) => h("span", { class: "reaction" }, `${emoji}${count > 1 ? ` ${count}` : ""}`)),
    view.fresh ? h("span", { class: "new-mark" }, t("newMark")) : null,
    message.pinned ? icon("pin") : null,
    message.edit_date && !message.reply_markup ? h("span", {}, t("edited")) : null,
    message.notification === "silent" && !own ? h("span", { title: t("silent") }, "🔕") : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)),
    menu);
}

function messageMenu(anchor, messages, own, view) {
  const { actions } = view;
  const [message] = messages;
  const text = message.text ?? message.caption;
  const items = [{ label: t("reply"), run: () => actions.reply(message) }];
  if (own && (message.text !== undefined || message.caption !== undefined)) {
    items.push({ label: t("edit"), run: () => actions.edit(message) });
  }
  items.push({ label: t("react"), run: () => actions.react(message, "👍") });
  if (text) items.push({ label: t("copyText"), run: () => navigator.clipboard?.writeText(text) });
  if (own) items.push({ label: t("delete"), danger: true, run: () => actions.remove(messages) });
  openMenu(anchor, items);
}

function keyboard(message, view) {
  const box = h("div", { class: "inline-keyboard", role: "group" });
  let index = -1;
  for (const row of message.reply_markup.inline_keyboard) {
    const line = h("div", { class: "key-row" });
    for (const key of row) {
      index += 1;
      const at = index;
      const style = ["primary", "success", "danger"].includes(key.style) ? ` style-${key.style}` : "";
      const button = h("button", { type: "button", class: `key${style}`, "data-button": key.text },
        h("span", {}, key.text), key.url ? icon("link") : null);
      button.addEventListener("click", () => view.actions.press(message, key, at, button));
      line.append(button);
    }
    box.append(line);
  }
  return box;
}
