// One phone: its person, the list of chats, one open chat, pop-ups.
import { post } from "./api.js";
import { ChatView } from "./chatview.js";
import { avatar, fullName, h, icon, iconButton, openDialog, openMenu } from "./dom.js";
import { both, clockTime, dayOf, shortDay, t } from "./i18n.js";
import { summary } from "./media.js";
import { openMiniApp } from "./miniapp.js";
import { telegramLink } from "./richtext.js";

const TOAST = 3500; // milliseconds
const BANNER = 7000;
let count = 0;

export class Phone {
  // page: { store, labels(), pick(phone), remove(phone), changed(phone) }
  constructor(page, person) {
    count += 1;
    this.id = count;
    this.page = page;
    this.store = page.store;
    this.rows = new Map();
    this._build();
    this.setPerson(person);
    this.unlisten = this.store.listen((kind, detail) => this._event(kind, detail));
  }

  _build() {
    this.face_ = h("span");
    this.name = h("strong", { dir: "auto" });
    this.role = h("span", { class: "faint role" });
    this.who = h("button", { type: "button", class: "who", "aria-haspopup": "dialog" },
      this.face_, h("span", { class: "who-text" }, this.name, this.role), icon("swap"));
    this.who.addEventListener("click", () => this.page.pick(this));
    this.list = h("ul", { class: "chat-list" });
    this.others = h("ul", { class: "chat-list others" });
    this.othersTitle = h("h3", { class: "others-title", t: "bots" });
    const scan = iconButton("link", "openLink", () => this.askAddress());
    this.listView = h("div", { class: "list-view" },
      h("div", { class: "list-head" }, h("h2", { t: "chats" }), scan),
      h("div", { class: "list-scroll" }, this.list, this.othersTitle, this.others));
    this.banner = h("button", { type: "button", class: "banner", hidden: true });
    this.toasts = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.screen = h("div", { class: "screen" }, this.listView, this.banner, this.toasts);
    this.root = h("section", { class: "phone", id: `phone-${this.id}`, tabindex: "-1" },
      h("div", { class: "phone-head" }, this.who,
        iconButton("close", "removePhone", () => this.page.remove(this), { class: "remove-phone" })),
      this.screen);
  }

  setPerson(person) {
    this.person = person;
    this.chatView?.root.remove();
    this.chatView = null;
    this.listView.hidden = false;
    this.screen.querySelector(".miniapp")?.remove();
    this.banner.hidden = true;
    this.toasts.replaceChildren();
    this.list.replaceChildren();
    this.rows.clear();
    this._head();
    this.ready = person === null ? Promise.resolve()
      : this.store.person(person).then(() => this._showList()).catch((error) => this.fail(error));
    this.page.changed(this);
  }

  _head() {
    const user = this.store.users.get(this.person);
    const name = user ? fullName(user) : "…";
    this.name.textContent = name;
    this.role.textContent = both(this.page.labels()[this.person]) || (user?.username ? `@${user.username}` : "");
    this.face_.replaceChildren(avatar(name, this.person));
    this.root.setAttribute("aria-label", t("phoneOf", { name }));
    this.who.title = t("changePerson");
  }

  face(line, id) {
    const group = line?.type && line.type !== "private";
    return avatar(fullName(line), id, group ? "square" : "");
  }

  get unread() {
    const lines = this.store.people.get(this.person);
    return lines ? [...lines.values()].reduce((sum, line) => sum + line.unread, 0) : 0;
  }

  get openKey() {
    return this.chatView?.key ?? null;
  }

  // The list

  _showList() {
    const lines = [...(this.store.people.get(this.person)?.values() ?? [])];
    lines.sort((a, b) => (b.last_message?.date ?? 0) - (a.last_message?.date ?? 0)
      || (b.last_message?.message_id ?? 0) - (a.last_message?.message_id ?? 0));
    this.rows.clear();
    this.list.replaceChildren(...lines.map((line) => this._row(line)));
    if (!lines.length) this.list.append(h("li", { class: "empty", t: "noChats" }));
    const known = new Set(lines.map((line) => line.id));
    const strangers = [...this.store.bots.values()].filter((bot) => !known.has(bot.id));
    this.others.replaceChildren(...strangers.map((bot) => h("li", {},
      h("button", { type: "button", class: "line", on: { click: () => this.openChat(bot.id, { focus: true }) } },
        this.face(bot, bot.id), h("span", { class: "line-text" },
          h("span", { class: "line-top" }, h("strong", {}, fullName(bot))),
          h("span", { class: "line-bottom faint" }, `@${bot.username}`))))));
    this.othersTitle.hidden = strangers.length === 0;
  }

  _row(line) {
    const item = h("li");
    this.rows.set(line.id, item);
    this._fillRow(item, line);
    return item;
  }

  _fillRow(item, line) {
    const last = line.last_message;
    const name = fullName(line);
    const key = this.store.key(this.person, line.id);
    const fresh = (this.store.fresh.get(key)?.size ?? 0) > 0 && line.unread > 0;
    const own = last?.from?.id === this.person;
    const author = own ? t("draftMark") : line.type !== "private" && last?.from ? `${last.from.first_name}: ` : "";
    const preview = last ? (last.new_chat_members ? summary(last) : `${author}${summary(last)}`) : "";
    const count_ = line.unread
      ? h("span", { class: "badge", "aria-label": t("unread", { n: line.unread }) }, String(line.unread)) : null;
    const time = last ? h("time", {}, this._when(last.date)) : null;
    const held = item.contains(document.activeElement);
    const button = h("button", {
      type: "button", class: `line${fresh ? " fresh" : ""}`, "data-chat": line.id,
      on: { click: () => this.openChat(line.id, { focus: true }) },
    }, this.face(line, line.id), h("span", { class: "line-text" },
      h("span", { class: "line-top" }, h("strong", { dir: "auto" }, name), time),
      h("span", { class: "line-bottom" }, h("span", { class: "preview", dir: "auto" }, preview.slice(0, 200)),
        fresh ? h("span", { class: "new-mark" }, t("newMark")) : null, count_)));
    item.replaceChildren(button);
    if (held) button.focus();
  }

  _when(at) {
    const now = this.store.now();
    return dayOf(at) === dayOf(now) ? clockTime(at) : shortDay(at);
  }

  _updateRow(chat) {
    const line = this.store.line(this.person, chat);
    if (!line) return;
    const item = this.rows.get(chat);
    if (!item) {
      this._showList();
      return;
    }
    this._fillRow(item, line);
    const newest = this.list.firstElementChild;
    const at = line.last_message?.date ?? 0;
    const first = [...this.rows].find(([, node]) => node === newest)?.[0];
    const top = this.store.line(this.person, first)?.last_message?.date ?? 0;
    if (newest !== item && at >= top && !this.list.contains(document.activeElement)) this.list.prepend(item);
  }

  showList(focus = false) {
    const chat = this.chatView?.chat;
    this.chatView?.root.remove();
    this.chatView = null;
    this.listView.hidden = false;
    this._showList();
    if (focus) (this.rows.get(chat)?.querySelector("button") ?? this.list.querySelector("button"))?.focus();
    this.page.changed(this);
  }

  async openChat(chat, { focus = false } = {}) {
    this.banner.hidden = true;
    if (this.chatView?.chat === chat) return this.chatView;
    await this.ready;
    this.chatView?.root.remove();
    const view = new ChatView(this, chat);
    this.chatView = view;
    this.listView.hidden = true;
    this.screen.prepend(view.root);
    this.page.changed(this);
    try {
      await view.open();
    } catch (error) {
      this.fail(error);
      if (this.chatView === view) this.showList();
      return null;
    }
    if (focus && this.chatView === view) (view.begin.hidden ? view.composer.input : view.begin).focus({ preventScroll: true });
    return view;
  }

  // Links

  openAddress(address) {
    const link = telegramLink(address);
    if (!link) {
      this._outside(address);
      return;
    }
    const bot = [...this.store.bots.values()].find((b) => b.username?.toLowerCase() === link.bot.toLowerCase());
    if (!bot) {
      this.toast(t("linkBad"));
    } else if (link.startgroup !== null) {
      this._startGroup(bot, link.startgroup);
    } else if (link.start !== null) {
      this.openChat(bot.id).then(() => post(`/api/users/${this.person}/start`, { bot: bot.id, payload: link.start }))
        .catch((error) => this.fail(error));
    } else {
      this.openChat(bot.id, { focus: true });
    }
  }

  // A page that Telegram opens over the chat; asked for by a press, which signs who it is for. One that lies elsewhere
  // is a link that leads outside: the page's policy lets nothing of other machines in.
  openApp(address) {
    if (!["127.0.0.1", "localhost"].includes(new URL(address).hostname)) {
      this._outside(address);
      return;
    }
    const before = document.activeElement;
    openMiniApp({
      screen: this.screen,
      openAddress: (link) => this.openAddress(link),
      closed: () => { if (before?.isConnected) before.focus({ preventScroll: true }); },
    }, address, this.chatView?.name.textContent ?? "");
  }

  _startGroup(bot, payload) {
    const groups = [...(this.store.people.get(this.person)?.values() ?? [])].filter((line) => line.type.endsWith("group"));
    openMenu(this.who, groups.map((line) => ({
      label: fullName(line),
      run: () => post(`/api/users/${this.person}/startgroup`, { bot: bot.id, chat: line.id, payload: payload || undefined })
        .then(() => this.openChat(line.id)).catch((error) => this.fail(error)),
    })));
  }

  _outside(address) {
    const shown = h("p", { class: "address" }, address);
    const go = h("a", { class: "primary", href: address, target: "_blank", rel: "noopener noreferrer" }, t("open"));
    const no = h("button", { type: "button", class: "plain", t: "cancel" });
    const dialog = openDialog(t("linkOutside"), h("div", { class: "dialog-form" },
      h("h2", {}, t("linkOutside")), shown, h("div", { class: "dialog-buttons" }, no, go)));
    no.addEventListener("click", () => dialog.close());
    go.addEventListener("click", () => dialog.close());
  }

  askAddress() {
    const input = h("input", { type: "text", hint: "linkHint", label: "openLink", autocomplete: "off", spellcheck: "false" });
    const form = h("form", { class: "dialog-form" }, h("h2", { t: "openLink" }), input,
      h("button", { type: "submit", class: "primary", t: "open" }));
    const dialog = openDialog(t("openLink"), form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close();
      const value = input.value.trim();
      if (value) this.openAddress(/^[a-z]+:/i.test(value) ? value : `https://${value}`);
    });
    input.focus();
  }

  // Pop-ups

  toast(text, kind = "") {
    const node = h("div", { class: `toast ${kind}` }, text);
    this.toasts.append(node);
    while (this.toasts.children.length > 3) this.toasts.firstElementChild.remove();
    setTimeout(() => node.remove(), TOAST);
  }

  fail(error) {
    this.toast(t("failed", { what: error.message }), "bad");
  }

  alert(text) {
    const before = document.activeElement;
    const ok = h("button", { type: "button", class: "primary", t: "ok" });
    const box = h("div", { class: "alert-veil" },
      h("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text }, h("p", {}, text), ok));
    const close = () => {
      box.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
    };
    ok.addEventListener("click", close);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") event.preventDefault();
    });
    this.screen.querySelector(".alert-veil")?.remove();
    this.screen.append(box);
    ok.focus({ preventScroll: true });
  }

  _banner(chat, message) {
    const line = this.store.line(this.person, chat);
    this.banner.replaceChildren(this.face(line, chat), h("span", { class: "line-text" },
      h("strong", {}, fullName(line)), h("span", { class: "preview" }, summary(message).slice(0, 120))));
    this.banner.onclick = () => this.openChat(chat, { focus: true });
    this.banner.hidden = false;
    clearTimeout(this.bannerTimer);
    this.bannerTimer = setTimeout(() => (this.banner.hidden = true), BANNER);
  }

  // Events

  _event(kind, detail) {
    if (kind === "message") this._onMessage(detail);
    if (kind === "loaded") {
      // The connection was lost and is back: what was missed is read.
      this._head();
      if (this.chatView) this.chatView.open().catch((error) => this.fail(error));
      else this._showList();
    }
    this.chatView?.onEvent(kind, detail);
    if (kind === "line" && detail.person === this.person) {
      if (!this.listView.hidden) this._updateRow(detail.chat);
      this.page.changed(this);
    } else if (kind === "list" && detail.person === this.person) {
      if (!this.listView.hidden) this._showList();
      this.page.changed(this);
    } else if (kind === "bot" && !this.listView.hidden) this._showList();
    else if (kind === "fresh" && !this.listView.hidden) this._showList();
    else if (kind === "user") this._head();
    else if (kind === "chat" && detail.migrated_from && this.chatView?.chat === detail.migrated_from) {
      const moved = detail.chat?.id ?? detail.chat;
      this.store.person(this.person).then(() => this.openChat(moved));
    }
  }

  _onMessage({ key, message, chat }) {
    if (!this.chatView || key === this.openKey || message.from?.id === this.person || message.notification === "silent") return;
    if (!this.store.line(this.person, chat) || !message.from?.is_bot) return;
    if (key.includes(":") && !key.endsWith(`:${this.person}`)) return;
    this._banner(chat, message);
  }

  relabel() {
    this._head();
    if (!this.listView.hidden) this._showList();
    if (this.chatView) {
      this.chatView._title();
      this.chatView._showTopics();
      this.chatView._showPin();
      if (this.chatView.state) {
        this.chatView.render();
        this.chatView.composer.showKeyboard(this.chatView.state.keyboards.get(this.person));
      }
    }
  }

  remove() {
    this.unlisten();
    this.root.remove();
  }
}
