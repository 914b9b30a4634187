// Where a person writes: text, commands, files, voice, place; answering and editing.
import { call, get, post } from "./api.js";
import { fullName, h, icon, iconButton, openDialog, openMenu } from "./dom.js";
import { t } from "./i18n.js";
import { summary } from "./media.js";
import { theme } from "./miniapp.js";
import { drawn } from "./sample.js";

const ALBUM = 10; // photos in one album, at most

export class Composer {
  // host: { person, chat, thread(), state(), store, fail(error), sent(), openApp(address) }
  constructor(host) {
    this.host = host;
    this.replyTo = null;
    this.editing = null;
    this.files = [];
    this.commands = [];
    this.chosen = -1;
    this.root = h("form", { class: "composer", on: { submit: (event) => this._submit(event) } });
    this.note = h("div", { class: "composer-note", hidden: true });
    this.tray = h("div", { class: "tray", hidden: true });
    this.hints = h("ul", { class: "hints", role: "listbox", id: `hints-${host.id}`, hidden: true });
    this.hints.setAttribute("aria-label", t("commands"));
    this.input = h("textarea", {
      rows: 1, hint: "write", label: "write",
      "aria-controls": `hints-${host.id}`, "aria-autocomplete": "list", enterkeyhint: "send",
    });
    this.input.removeAttribute("title");
    this.input.addEventListener("input", () => this._typed());
    this.input.addEventListener("keydown", (event) => this._key(event));
    this.input.addEventListener("paste", (event) => {
      if (event.clipboardData?.files.length) {
        event.preventDefault();
        this.addFiles([...event.clipboardData.files]);
      }
    });
    this.pick = h("input", { type: "file", class: "hidden-file", multiple: true, tabindex: "-1", "aria-hidden": "true" });
    this.pick.addEventListener("change", () => {
      this.addFiles([...this.pick.files], this.pick.dataset.kind);
      this.pick.value = "";
    });
    this.appButton = h("button", { type: "button", class: "menu-app", hidden: true, on: { click: () => this._openMenuApp() } });
    this.commandButton = iconButton("commands", "commands", () => this._menu(), { class: "commands-button" });
    this.keysButton = iconButton("keyboard", "keyboard", () => this._toggleKeys(), { class: "keys-button", hidden: true });
    this.attachButton = iconButton("clip", "attach", () => this._attach(), { "aria-haspopup": "menu" });
    this.sendButton = h("button", { type: "submit", class: "icon-button send", label: "send" }, icon("send"));
    this.keys = h("div", { class: "reply-keyboard", role: "group", hidden: true });
    this.keys.setAttribute("aria-label", t("keyboard"));
    this.root.append(this.note, this.tray, this.hints,
      h("div", { class: "composer-line" }, this.appButton, this.commandButton, this.attachButton, this.input, this.keysButton,
        this.sendButton, this.pick),
      this.keys);
  }

  async readCommands() {
    const { store, person, chat } = this.host;
    const here = store.bots.has(chat)
      ? [store.bots.get(chat)]
      : (this.host.state()?.members ?? []).filter((m) => store.bots.has(m.user.id) && m.status !== "left")
        .map((m) => m.user);
    const lists = await Promise.all(here.map(async (bot) => {
      const place = store.bots.has(chat) ? "" : `&chat=${chat}`;
      const answer = await get(`/api/bots/${bot.id}/commands?user=${person}${place}`);
      if (store.bots.has(chat)) this._showMenuButton(answer.menu_button);
      const tail = store.bots.has(chat) ? "" : `@${bot.username}`;
      return answer.commands.map((c) => ({ text: `/${c.command}${tail}`, description: c.description }));
    }));
    this.commands = lists.flat();
    this.commandButton.hidden = this.commands.length === 0;
  }

  // Where a Mini App hangs on the menu button it stands beside the commands: Telegram's apps show one of both.
  _showMenuButton(button) {
    this.appButton.hidden = button.type !== "web_app";
    this.appButton.textContent = button.text ?? "";
  }

  async _openMenuApp() {
    const { person, chat } = this.host;
    await post(`/api/users/${person}/menu`, { bot: chat, theme: theme() }).then((reply) => this.host.openApp(reply.app))
      .catch((error) => this.host.fail(error));
  }

  showKeyboard(keyboard) {
    const rows = keyboard?.keyboard ?? [];
    this.keys.replaceChildren();
    this.keysButton.hidden = rows.length === 0;
    this.keys.hidden = rows.length === 0 || this.keysHidden;
    this.input.setAttribute("placeholder", keyboard?.input_field_placeholder ?? t("write"));
    for (const row of rows) {
      const line = h("div", { class: "key-row" });
      for (const key of row) {
        const text = typeof key === "string" ? key : key.text;
        line.append(h("button", { type: "button", class: "key", "data-key": text, on: { click: () => this._pressKey(text) } },
          h("span", {}, text)));
      }
      this.keys.append(line);
    }
  }

  _toggleKeys() {
    this.keysHidden = !this.keysHidden;
    this.keys.hidden = this.keysHidden;
    this.host.sent();
  }

  async _pressKey(button) {
    const { person, chat } = this.host;
    try {
      const reply = await post(`/api/users/${person}/press`, { chat, button, theme: theme() });
      if (reply.app) this.host.openApp(reply.app);
      this.host.sent();
    } catch (error) {
      this.host.fail(error);
    }
  }

  // Answering and editing

  reply(message) {
    this.editing = null;
    this.replyTo = message;
    this._note(t("replyTo", { name: fullName(message.from) }), summary(message));
    this.input.focus();
  }

  edit(message) {
    this.replyTo = null;
    this.editing = message;
    this.input.value = message.text ?? message.caption ?? "";
    this._note(t("editing"), summary(message));
    this._grow();
    this.input.focus();
  }

  _note(title, text) {
    const close = iconButton("close", "cancel", () => this._clear());
    this.note.replaceChildren(h("div", {}, h("strong", {}, title), h("span", {}, text)), close);
    this.note.hidden = false;
  }

  _clear() {
    if (this.editing) this.input.value = "";
    this.replyTo = null;
    this.editing = null;
    this.note.hidden = true;
    this._grow();
    this.input.focus();
  }

  // Files

  addFiles(files, kind) {
    for (const file of files) this.files.push({ file, kind: kind || kindOf(file) });
    this._showFiles();
    this.input.focus();
  }

  _showFiles() {
    this.tray.replaceChildren();
    this.tray.hidden = this.files.length === 0;
    this.tray.setAttribute("aria-label", t("pendingFiles"));
    this.files.forEach((entry, index) => {
      const remove = iconButton("close", "removeFile", () => {
        this.files.splice(index, 1);
        this._showFiles();
      });
      const shown = entry.kind === "photo"
        ? h("img", { src: URL.createObjectURL(entry.file), alt: entry.file.name })
        : h("span", { class: "tray-file" }, icon(entry.kind === "voice" ? "mic" : "file"), h("bdi", {}, entry.file.name));
      this.tray.append(h("div", { class: "tray-item" }, shown, remove));
    });
  }

  _attach() {
    const choose = (kind, accept) => {
      this.pick.dataset.kind = kind;
      this.pick.accept = accept;
      this.pick.click();
    };
    openMenu(this.attachButton, [
      { label: t("photo"), icon: "photo", run: () => choose("photo", "image/png,image/jpeg") },
      { label: t("samplePhoto"), icon: "photo", run: async () => this.addFiles([await drawn("drain")]) },
      { label: t("sampleVoice"), icon: "mic", run: () => this._send({ voice: { duration: 3 } }) },
      { label: t("voiceFile"), icon: "mic", run: () => choose("voice", "audio/*") },
      { label: t("location"), icon: "place", run: () => this._place() },
      { label: t("document"), icon: "file", run: () => choose("document", "") },
    ]);
  }

  _place() {
    const latitude = h("input", { type: "number", step: "any", min: -90, max: 90, value: 43.8378, required: true });
    const longitude = h("input", { type: "number", step: "any", min: -180, max: 180, value: 126.5494, required: true });
    const form = h("form", { class: "dialog-form" },
      h("h2", { t: "location" }),
      h("label", {}, h("span", { t: "latitude" }), latitude),
      h("label", {}, h("span", { t: "longitude" }), longitude),
      h("button", { type: "submit", class: "primary", t: "send" }));
    const dialog = openDialog(t("location"), form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close();
      this._send({ location: { latitude: Number(latitude.value), longitude: Number(longitude.value) } });
    });
    latitude.focus();
  }

  // Commands

  _menu() {
    openMenu(this.commandButton, this.commands.map((command) => ({
      label: `${command.text}  ${command.description}`, run: () => this._send({ text: command.text }),
    })));
  }

  _typed() {
    this._grow();
    const start = this.input.value;
    const fitting = start.startsWith("/") && !/\s/.test(start)
      ? this.commands.filter((command) => command.text.startsWith(start)) : [];
    this.chosen = -1;
    this.hints.hidden = fitting.length === 0;
    this.input.removeAttribute("aria-activedescendant");
    this.hints.replaceChildren(...fitting.map((command, index) => h("li", {
      role: "option", id: `hint-${this.host.id}-${index}`, "data-text": command.text, "aria-selected": "false",
      on: { pointerdown: (event) => { event.preventDefault(); this._hint(command.text); } },
    }, h("strong", {}, command.text), h("span", { class: "faint" }, command.description))));
  }

  _hint(text) {
    this.hints.hidden = true;
    this.input.value = "";
    this._send({ text });
  }

  _grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 130)}px`;
  }

  _key(event) {
    if (event.isComposing) return; // Enter that ends the choice of a Chinese character sends nothing
    const options = [...this.hints.children];
    if (!this.hints.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.chosen = (this.chosen + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === this.chosen)));
      this.input.setAttribute("aria-activedescendant", options[this.chosen].id);
      options[this.chosen].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Escape" && !this.hints.hidden) {
      this.hints.hidden = true;
      event.stopPropagation();
    } else if (event.key === "Escape" && !this.note.hidden) {
      this._clear();
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (!this.hints.hidden && this.chosen >= 0) this._hint(options[this.chosen].dataset.text);
      else this.root.requestSubmit();
    } else if (event.key === "ArrowUp" && !this.input.value) {
      const own = [...(this.host.state()?.messages.values() ?? [])].reverse()
        .find((m) => m.from?.id === this.host.person && m.text !== undefined);
      if (own) {
        event.preventDefault();
        this.edit(own);
      }
    }
  }

  // Sending

  async _submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (this.editing) {
      const message = this.editing;
      if (!text) return;
      const { person, chat } = this.host;
      try {
        const key = message.text !== undefined ? "text" : "caption";
        await call("PATCH", `/api/users/${person}/messages/${chat}/${message.message_id}`, { [key]: text });
        this._clear();
        this.input.value = "";
        this._grow();
      } catch (error) {
        this.host.fail(error);
      }
      return;
    }
    if (this.files.length) await this._sendFiles(text);
    else if (text) await this._send({ text });
  }

  async _send(content) {
    const { person, chat } = this.host;
    const body = { chat, ...content };
    const thread = this.host.thread();
    if (thread) body.thread = thread;
    if (this.replyTo) body.reply_to = this.replyTo.message_id;
    // Cleared at once, so that what is typed while it is on its way stays; put back if it fails.
    const typed = this.input.value;
    const reply = this.replyTo;
    this._sent("text" in content);
    try {
      await post(`/api/users/${person}/messages`, body);
    } catch (error) {
      if (!this.input.value) this.input.value = typed;
      if (reply) this.reply(reply);
      this._grow();
      this.host.fail(error);
    }
  }

  async _sendFiles(caption) {
    const { person, chat } = this.host;
    const photos = this.files.filter((entry) => entry.kind === "photo");
    const batches = this.files.filter((entry) => entry.kind !== "photo").map((entry) => [entry]);
    for (let at = photos.length - 1 - ((photos.length - 1) % ALBUM); at >= 0; at -= ALBUM) {
      batches.unshift(photos.slice(at, at + ALBUM));
    }
    const common = { chat, reply_to: this.replyTo?.message_id, thread: this.host.thread() };
    try {
      for (const [index, batch] of batches.entries()) {
        const form = new FormData();
        for (const [name, value] of Object.entries(common)) if (value) form.append(name, String(value));
        if (caption && index === 0) form.append("caption", caption);
        for (const { file, kind } of batch) form.append(kind, file, file.name);
        await call("POST", `/api/users/${person}/messages`, form);
      }
      this.files = [];
      this._showFiles();
      this._sent();
    } catch (error) {
      this.host.fail(error);
    }
  }

  _sent(cleared = true) {
    if (cleared) this.input.value = "";
    this.hints.hidden = true;
    this.replyTo = null;
    this.note.hidden = true;
    this._grow();
    this.host.sent();
  }

  // The story types where everyone can see it; resolves when the text stands there.
  async typeSlowly(text, pause) {
    for (const letters of pieces(text)) {
      this.input.value += letters;
      this._grow();
      await pause();
    }
    this.input.value = "";
    this._grow();
  }
}

function pieces(text) {
  const letters = [...text];
  const size = Math.max(1, Math.ceil(letters.length / 24));
  const out = [];
  for (let i = 0; i < letters.length; i += size) out.push(letters.slice(i, i + size).join(""));
  return out;
}

function kindOf(file) {
  if (["image/png", "image/jpeg"].includes(file.type)) return "photo";
  if (file.type.startsWith("audio/")) return "voice";
  return "document";
}
