// One chat opened on a phone: title, topics, pinned message, messages, and the composer.
// Only the newest SHOWN messages are in the page; earlier ones come by the button at the top.
import { call, post } from "./api.js";
import { Composer } from "./composer.js";
import { fullName, h, icon, iconButton, openMenu } from "./dom.js";
import { dayOf, t } from "./i18n.js";
import { bubble, dayLine } from "./message.js";
import { summary } from "./media.js";
import { theme } from "./miniapp.js";

const SHOWN = 60;
const MOST = 180; // rendered messages above which the oldest are taken out again
const TYPING = 5500; // milliseconds that "typing" stays, as in the apps

export class ChatView {
  // phone: { id, person, store, toast(), alert(), fail(), showList(), openChat(), openAddress(), look() }
  constructor(phone, chat) {
    this.phone = phone;
    this.store = phone.store;
    this.person = phone.person;
    this.chat = chat;
    this.key = this.store.key(this.person, chat);
    this.blocks = []; // [{ ids, node, message }]
    this.topic = null;
    this.typing = new Map();
    this.below = 0;
    this.actions = {
      link: (address) => phone.openAddress(address),
      command: (text) => this._write({ text: this.composer.commands.find((c) => c.text.startsWith(text))?.text ?? text }),
      jump: (id) => this.jump(id),
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.composer.edit(message),
      react: (message, emoji) => this._react(message, emoji),
      remove: (messages) => this._remove(messages),
      vote: (message, option) => this._vote(message, option),
      press: (message, key, index, button) => this.press(message, key, index, button),
    };
    this._build();
  }

  _build() {
    const back = iconButton("back", "back", () => this.phone.showList(true), { class: "back" });
    this.name = h("strong", { dir: "auto" });
    this.subtitle = h("span", { class: "faint subtitle" });
    const menu = iconButton("more", "chatMenu", () => this._menu(menu), { "aria-haspopup": "menu" });
    this.face = h("span");
    this.topics = h("div", { class: "topics", role: "tablist", hidden: true });
    this.topics.setAttribute("aria-label", t("topics"));
    this.pin = h("button", { type: "button", class: "pinned-bar", hidden: true });
    this.earlier = h("button", { type: "button", class: "plain earlier", t: "earlier", hidden: true });
    this.earlier.addEventListener("click", () => this._showEarlier());
    this.list = h("div", { class: "log-list" });
    this.log = h("div", { class: "log", role: "log", tabindex: "0", label: "log", "aria-live": "off" },
      this.earlier, this.list);
    this.log.removeAttribute("title");
    this.log.addEventListener("scroll", () => this._scrolled(), { passive: true });
    this.atEnd = true;
    // A keyboard that opens, a picture that loads: whoever was at the end stays there.
    this.watch = new ResizeObserver(() => this.atEnd && this.toEnd());
    this.watch.observe(this.log);
    this.watch.observe(this.list);
    this.end = iconButton("down", "toEnd", () => this.toEnd(), { class: "to-end", hidden: true });
    this.endCount = h("span", { class: "badge", hidden: true });
    this.end.append(this.endCount);
    this.composer = new Composer({
      id: this.phone.id, person: this.person, chat: this.chat, store: this.store,
      thread: () => this.topic, state: () => this.state, fail: (error) => this.phone.fail(error),
      sent: () => this.toEnd(), openApp: (address) => this.phone.openApp(address),
    });
    this.begin = h("button", { type: "button", class: "primary begin", hidden: true, t: "start" });
    this.begin.addEventListener("click", () => this._begin());
    this.blockedBar = h("div", { class: "blocked-bar", hidden: true }, h("span", { t: "blocked" }),
      h("button", { type: "button", class: "plain", t: "unblock", on: { click: () => this._block(false) } }));
    this.root = h("div", { class: "chat" },
      h("div", { class: "chat-head" }, back, this.face,
        h("div", { class: "chat-title" }, this.name, this.subtitle), menu),
      this.topics, this.pin,
      h("div", { class: "log-frame" }, this.log, this.end),
      this.begin, this.blockedBar, this.composer.root);
    this._dragging();
  }

  async open() {
    this._title();
    this.begin.hidden = true;
    if (this.store.bots.has(this.chat) && !this.store.line(this.person, this.chat)) {
      this.begin.hidden = false;
      this.composer.root.hidden = true;
      this.list.replaceChildren(h("p", { class: "empty", t: "startHint" }));
      this.state = null;
      return;
    }
    this.state = await this.store.open(this.person, this.chat);
    this.composer.root.hidden = false;
    this._title();
    this._showTopics();
    this._showPin();
    this._showBlocked();
    this.render();
    this.composer.showKeyboard(this.state.keyboards.get(this.person));
    await this.composer.readCommands();
    this.store.read(this.person, this.chat);
  }

  // What is shown

  _messages() {
    const all = [...this.state.messages.values()];
    return this.topic === null ? all : all.filter((message) => message.thread === this.topic);
  }

  render(count = SHOWN) {
    const all = this._messages();
    const from = Math.max(0, all.length - count);
    this.hidden = from;
    this.blocks = [];
    const nodes = document.createDocumentFragment();
    this.list.replaceChildren();
    for (const message of all.slice(from)) this._append(message, nodes);
    this.list.append(nodes);
    this.earlier.hidden = from === 0 && this.state.whole;
    this.toEnd();
  }

  async _showEarlier() {
    const before = this.log.scrollHeight - this.log.scrollTop;
    const rendered = this.blocks.reduce((sum, block) => sum + block.ids.length, 0);
    if (this.hidden === 0 && !this.state.whole) await this.store.readEarlier(this.person, this.chat);
    this.render(rendered + SHOWN);
    this.atEnd = false;
    this.log.scrollTop = this.log.scrollHeight - before;
  }

  _draw(messages, previous) {
    const [message] = messages;
    const sameAuthor = previous && previous.from?.id === message.from?.id && previous.sender_chat?.id === message.sender_chat?.id
      && message.date - previous.date < 600 && !previous.pinned_message && !previous.new_chat_members;
    return bubble(messages, {
      person: this.person, group: !this.store.bots.has(this.chat), first: !sameAuthor,
      fresh: messages.some((m) => this.store.isFresh(this.key, m.message_id)), actions: this.actions,
    });
  }

  _append(message, parent = this.list) {
    const last = this.blocks.at(-1);
    if (last && message.media_group_id && last.messages[0].media_group_id === message.media_group_id) {
      last.messages.push(message);
      last.ids.push(message.message_id);
      this._redraw(last, this.blocks.at(-2));
      return;
    }
    const previous = last?.messages.at(-1);
    if (!previous || dayOf(previous.date) !== dayOf(message.date)) {
      parent.append(dayLine(message.date));
    }
    const node = this._draw([message], previous && dayOf(previous.date) === dayOf(message.date) ? previous : null);
    this.blocks.push({ ids: [message.message_id], messages: [message], node });
    parent.append(node);
  }

  _redraw(block, previous) {
    const held = block.node.contains(document.activeElement) ? document.activeElement : null;
    const node = this._draw(block.messages, previous?.messages.at(-1));
    block.node.replaceWith(node);
    block.node = node;
    if (held) {
      // A card is changed under the finger: focus stays on the button of that name, or on the messages.
      const same = [...node.querySelectorAll("button")].find((b) => b.textContent === held.textContent);
      (same ?? this.log).focus({ preventScroll: true });
    }
  }

  onMessage(message) {
    this.typing.delete(message.from?.id);
    this._subtitle();
    if (!this.state || (this.topic !== null && message.thread !== this.topic)) return;
    this._append(message);
    // No measuring here: whoever is at the end is kept there by the observer, after the one layout of this frame.
    if (message.from?.id === this.person) this.atEnd = true;
    if (!this.atEnd) {
      this.below += 1;
      this._showBelow();
    } else if (this.blocks.length > MOST) this.render();
  }

  onEdit(message) {
    const index = this.blocks.findIndex((block) => block.ids.includes(message.message_id));
    if (index < 0) return;
    const block = this.blocks[index];
    block.messages[block.ids.indexOf(message.message_id)] = message;
    this._redraw(block, this.blocks[index - 1]);
  }

  onDelete(id) {
    const index = this.blocks.findIndex((block) => block.ids.includes(id));
    if (index < 0) return;
    const block = this.blocks[index];
    const at = block.ids.indexOf(id);
    block.ids.splice(at, 1);
    block.messages.splice(at, 1);
    if (block.ids.length) {
      this._redraw(block, this.blocks[index - 1]);
      return;
    }
    if (block.node.contains(document.activeElement)) this.log.focus();
    const line = block.node.previousElementSibling;
    const alone = line?.classList.contains("day") && !block.node.nextElementSibling;
    block.node.remove();
    if (alone) line.remove();
    this.blocks.splice(index, 1);
    if (this.blocks[index]) this._redraw(this.blocks[index], this.blocks[index - 1]);
  }

  onTyping(by) {
    this.typing.set(by, performance.now() + TYPING);
    this._subtitle();
    setTimeout(() => this._subtitle(), TYPING + 50);
  }

  refreshFresh() {
    if (this.state) this.render(Math.max(SHOWN, this.blocks.length));
  }

  // Scrolling

  _nearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 120;
  }

  toEnd() {
    this.log.scrollTop = 1e9; // beyond the end: nothing has to be measured for it
    this.atEnd = true;
    this.below = 0;
    this._showBelow();
  }

  _scrolled() {
    this.atEnd = this._nearEnd();
    if (this.atEnd) this.below = 0;
    this._showBelow();
  }

  _showBelow() {
    this.end.hidden = this.atEnd;
    this.endCount.hidden = this.below === 0;
    this.endCount.textContent = String(this.below);
  }

  async jump(id) {
    let block = this.blocks.find((b) => b.ids.includes(id));
    if (!block) {
      if (!this.state.messages.has(id)) await this.store.readEarlier(this.person, this.chat);
      const all = this._messages();
      const at = all.findIndex((message) => message.message_id === id);
      if (at < 0) {
        this.phone.toast(t("gone"));
        return;
      }
      this.render(all.length - at + 10);
      block = this.blocks.find((b) => b.ids.includes(id));
    }
    this.atEnd = false;
    block.node.scrollIntoView({ block: "center" });
    block.node.classList.remove("found");
    requestAnimationFrame(() => block.node.classList.add("found"));
  }

  // Head

  _title() {
    const line = this.store.line(this.person, this.chat);
    const bot = this.store.bots.get(this.chat);
    this.name.textContent = fullName(line ?? bot);
    this.face.replaceChildren(this.phone.face(line ?? bot, this.chat));
    this._subtitle();
  }

  _subtitle() {
    const now = performance.now();
    for (const [user, until] of this.typing) if (until <= now) this.typing.delete(user);
    this.subtitle.classList.toggle("is-typing", this.typing.size > 0);
    if (this.typing.size) {
      const who = this.store.bots.has(this.chat) ? "" : `${fullName(this.store.users.get([...this.typing.keys()][0]))} `;
      this.subtitle.textContent = `${who}${t("typing")}`;
    } else if (this.store.bots.has(this.chat)) this.subtitle.textContent = t("bot");
    else {
      const inside = (this.state?.members ?? []).filter((m) => !["left", "kicked"].includes(m.status));
      this.subtitle.textContent = inside.length ? t("members", { n: inside.length }) : "";
    }
  }

  _showTopics() {
    const topics = this.state?.topics ?? [];
    const line = this.store.line(this.person, this.chat);
    this.topics.hidden = !line?.is_forum;
    const tab = (name, id) => h("button", {
      type: "button", role: "tab", "aria-selected": String(this.topic === id),
      on: { click: () => this.showTopic(id) },
    }, name);
    this.topics.replaceChildren(tab(t("general"), null),
      ...topics.map((topic) => tab(`${topic.closed ? "🔒 " : ""}${topic.name}`, topic.message_thread_id)));
  }

  showTopic(id) {
    this.topic = id;
    this._showTopics();
    this.render();
  }

  _showPin() {
    const id = this.state?.pinned.at(-1);
    const message = this.state?.messages.get(id);
    this.pin.hidden = !message;
    if (!message) return;
    this.pin.replaceChildren(icon("pin"), h("span", {}, h("strong", {}, t("pinned")), h("span", {}, summary(message))));
    this.pin.onclick = () => this.jump(id);
  }

  _showBlocked() {
    const blocked = Boolean(this.store.line(this.person, this.chat)?.blocked);
    this.blockedBar.hidden = !blocked;
    this.composer.root.hidden = blocked;
  }

  onEvent(kind, detail) {
    if (kind === "line" && detail.person === this.person && detail.chat === this.chat) {
      if (!this.state) this.open().catch((error) => this.phone.fail(error));
      else this._showBlocked();
      return;
    }
    if (kind === "list" && detail.person === this.person) {
      this._title();
      if (!this.state && this.store.line(this.person, this.chat)) this.open().catch((error) => this.phone.fail(error));
      return;
    }
    if (kind === "answer" && this.pressing?.query === detail.query) this.pressing.resolve(detail.answer);
    if (kind === "fresh") this.refreshFresh();
    if (kind === "commands") this.composer.readCommands().catch(() => {});
    if (detail.key !== this.key) return;
    if (kind === "message") this.onMessage(detail.message);
    else if (kind === "edit") this.onEdit(detail.message);
    else if (kind === "delete") this.onDelete(detail.message_id);
    else if (kind === "reaction") {
      const message = this.state?.messages.get(detail.message_id);
      if (message) this.onEdit(message);
    } else if (kind === "typing") this.onTyping(detail.by);
    else if (kind === "pin") this._showPin();
    else if (kind === "press" && this.pressing && detail.by === this.person) this.pressing.query = detail.query;
    else if (kind === "topic") this._showTopics();
    else if (kind === "member") this._subtitle();
    else if (kind === "keyboard" && this.state && detail.person === this.person) {
      this.composer.showKeyboard(this.state.keyboards.get(this.person));
    }
  }

  // What the person does

  async press(message, key, index, button) {
    if (button.disabled) return undefined;
    if (key.url) {
      this.phone.openAddress(key.url);
      return undefined;
    }
    if (key.copy_text) {
      await navigator.clipboard?.writeText(key.copy_text.text);
      return undefined;
    }
    if (key.web_app) {
      const body = { chat: this.chat, message: message.message_id, button: index, theme: theme() };
      await post(`/api/users/${this.person}/press`, body).then((reply) => this.phone.openApp(reply.app))
        .catch((error) => this.phone.fail(error));
      return undefined;
    }
    button.setAttribute("aria-busy", "true");
    try {
      // What is sent is what was shown, even if the card has changed since: so does a phone.
      const sent = key.callback_data === undefined ? { button: index } : { data: key.callback_data, forge: true };
      const body = { chat: this.chat, message: message.message_id, ...sent };
      // The live event is quicker than the reply to our own call; whichever comes first is shown.
      const pressing = (this.pressing = {});
      const told = new Promise((resolve) => (pressing.resolve = resolve));
      const asked = post(`/api/users/${this.person}/press`, body).then((reply) => reply.answer);
      const answer = await Promise.race([told, asked]);
      if (answer === null || answer === undefined) this.phone.toast(t("noAnswer"));
      else if (answer.url) this.phone.openAddress(answer.url);
      else if (answer.text && answer.show_alert) this.phone.alert(answer.text);
      else if (answer.text) this.phone.toast(answer.text);
      return answer;
    } catch (error) {
      this.phone.fail(error);
      return undefined;
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  async _write(content) {
    try {
      const body = { chat: this.chat, ...content };
      if (this.topic) body.thread = this.topic;
      await post(`/api/users/${this.person}/messages`, body);
    } catch (error) {
      this.phone.fail(error);
    }
  }

  _url(message) {
    return `/api/users/${this.person}/messages/${this.chat}/${message.message_id}`;
  }

  async _react(message, emoji) {
    const mine = (message.reactions ?? []).some((r) => r.user === this.person && r.emoji === emoji);
    await post(`${this._url(message)}/reactions`, { emoji: mine ? null : emoji }).catch((e) => this.phone.fail(e));
  }

  async _remove(messages) {
    for (const message of messages) {
      await call("DELETE", this._url(message)).catch((error) => this.phone.fail(error));
    }
  }

  async _vote(message, option) {
    await post(`${this._url(message)}/vote`, { options: [option] }).catch((error) => this.phone.fail(error));
  }

  async _begin() {
    await post(`/api/users/${this.person}/start`, { bot: this.chat }).catch((error) => this.phone.fail(error));
  }

  _menu(anchor) {
    const items = [{ label: t("openLink"), icon: "link", run: () => this.phone.askAddress() }];
    const line = this.store.line(this.person, this.chat);
    if (this.store.bots.has(this.chat) && line) {
      items.push(line.blocked ? { label: t("unblock"), run: () => this._block(false) }
        : { label: t("block"), danger: true, run: () => this._block(true) });
    } else if (line) {
      const leave = () => call("DELETE", `/api/chats/${this.chat}/members/${this.person}`)
        .then(() => this.phone.showList(true)).catch((error) => this.phone.fail(error));
      items.push({ label: t("leave"), danger: true, run: leave });
    }
    openMenu(anchor, items);
  }

  async _block(on) {
    await post(`/api/users/${this.person}/${on ? "block" : "unblock"}`, { bot: this.chat })
      .catch((error) => this.phone.fail(error));
  }

  _dragging() {
    const curtain = h("div", { class: "curtain", hidden: true }, h("span", { t: "drop" }));
    this.root.append(curtain);
    const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    this.root.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      curtain.hidden = false;
    });
    this.root.addEventListener("dragleave", (event) => {
      if (!this.root.contains(event.relatedTarget)) curtain.hidden = true;
    });
    this.root.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      curtain.hidden = true;
      this.composer.addFiles([...event.dataTransfer.files]);
    });
  }
}
