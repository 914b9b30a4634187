// The page: the bars at the top, the phones, and what connects them to the sandbox.
import { follow, get, post } from "./api.js";
import { Drawer } from "./drawer.js";
import { avatar, fullName, h, icon, iconButton, openDialog, relabel } from "./dom.js";
import { both, getLanguage, setLanguage, setZone, t } from "./i18n.js";
import { Phone } from "./phone.js";
import { safeAddress } from "./richtext.js";
import { Store } from "./store.js";
import { StoryPlayer } from "./story.js";
import { TimeBar } from "./timebar.js";

const PHONES = 3;
const query = new URLSearchParams(location.search);
const remembered = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage is switched off: nothing is remembered
  }
};
const remember = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // as above
  }
};

class Page {
  constructor() {
    this.store = new Store();
    this.store.shown = (person, chat) => this.phones.some((p) => p.person === person && p.chatView?.chat === chat);
    this.phones = [];
    this.stage = {};
    this.active = null;
    setLanguage(query.get("lang") ?? remembered("language") ?? navigator.language?.slice(0, 2) ?? "zh");
    this._theme(query.get("theme") ?? remembered("theme"));
    this.timebar = new TimeBar(this);
    this.player = new StoryPlayer(this);
    this.drawer = new Drawer(this);
    this._build();
  }

  _build() {
    this.title = h("h1");
    this.connection = h("p", { class: "connection", role: "status", t: "connecting" });
    this.languageButton = h("button", { type: "button", class: "plain", t: "language", label: "languageLabel" });
    this.languageButton.addEventListener("click", () => this._language(getLanguage() === "en" ? "zh" : "en"));
    this.themeButton = h("button", { type: "button", class: "icon-button" });
    this.themeButton.addEventListener("click", () => this._theme(this._dark() ? "light" : "dark", true));
    this.drawerButton = h("button", { type: "button", class: "plain", "aria-controls": "drawer", "aria-expanded": "false" },
      icon("tools"), h("span", { t: "drawer" }));
    this.drawerButton.addEventListener("click", () => this.drawer.toggle());
    this.hint = h("p", { class: "hint", hidden: true });
    this.links = h("nav", { class: "stage-links", label: "elsewhere", hidden: true });
    this.tabs = h("div", { class: "phone-tabs", role: "tablist", label: "phones" });
    this.tabs.removeAttribute("title");
    this.shelf = h("main", { class: "shelf", id: "phones", label: "phones", tabindex: "-1" });
    this.shelf.removeAttribute("title");
    this.adder = iconButton("plus", "addPhone", () => this._add(), { class: "add-phone" });
    this.shelf.append(this.adder);
    document.body.append(
      h("a", { class: "skip", href: "#phones", t: "skip" }),
      h("header", { class: "top" },
        h("div", { class: "brand" }, h("span", { class: "logo", "aria-hidden": "true" }, "里"), this.title, this.connection),
        this.timebar.root, this.player.chooser,
        h("div", { class: "switches" }, this.languageButton, this.themeButton, this.drawerButton)),
      this.timebar.news, this.hint, this.links, this.player.panel, this.tabs,
      h("div", { class: "stage" }, this.shelf, this.drawer.root));
    this._showTheme();
    this._showTitle();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this._showTheme());
    document.addEventListener("keydown", (event) => {
      // Alt+1, Alt+2, ... go to a phone.
      if (event.altKey && /^[1-9]$/.test(event.key) && this.phones[Number(event.key) - 1]) {
        event.preventDefault();
        this._activate(this.phones[Number(event.key) - 1], true);
      }
    });
  }

  async start() {
    // Events first, the state after: what happens in between is not lost, it waits.
    let waiting = [];
    let first = true;
    const load = async () => {
      waiting = [];
      try {
        await this.store.load();
        if (first) await this._opening();
        first = false;
        await this.player.load();
      } finally {
        const late = waiting;
        waiting = null;
        for (const event of late) this.store.apply(event);
      }
      this.connection.hidden = true;
      document.documentElement.dataset.ready = "yes";
    };
    const failing = () => {
      this.connection.hidden = false;
      this.connection.dataset.t = "reconnecting";
      this.connection.textContent = t("reconnecting");
    };
    follow("/api/events", (event) => {
      if (waiting) waiting.push(event);
      else this.store.apply(event);
    }, () => load().catch((error) => this.fail(error)), failing);
    this.store.listen((kind) => {
      if (kind === "stage") this._opening(true).catch((error) => this.fail(error));
      if (kind === "user" && this.phones.length < PHONES && !query.get("phones") && !this.stage.phones) this._seatEmpty();
      if (kind === "reset") location.reload();
    });
  }

  // Who is on the phones

  async _opening(again = false) {
    this.stage = await get("/api/stage");
    setZone(query.get("zone") ?? this.stage.time_zone);
    this._showTitle();
    const asked = query.get("phones")?.split(",").map((each) => {
      const [user, chat] = each.split(":").map(Number);
      return { user, chat };
    });
    const seats = asked ?? this.stage.phones
      ?? this.store.persons().slice(0, PHONES).map((user) => ({ user: user.id }));
    if (again) for (const phone of [...this.phones]) this.remove(phone, true);
    await Promise.all(seats.map((seat) => {
      const phone = this._seat(Number(seat.user));
      return seat.chat ? phone.openChat(Number(seat.chat)).catch(() => {}) : null;
    }));
    if (!this.phones.length) this._empty();
    if (this.phones[0]) this._activate(this.phones[0]);
  }

  _empty() {
    this.nobody?.remove();
    this.nobody = h("p", { class: "nobody", t: "noPeople" });
    this.shelf.prepend(this.nobody);
  }

  _seatEmpty() {
    const seated = new Set(this.phones.map((phone) => phone.person));
    const next = this.store.persons().find((user) => !seated.has(user.id));
    if (next) this._seat(next.id);
  }

  _seat(person) {
    this.nobody?.remove();
    const phone = new Phone(this, person);
    this.phones.push(phone);
    this.adder.before(phone.root);
    if (!this.active) this._activate(phone);
    this._showTabs();
    return phone;
  }

  _add() {
    this._choose((person) => {
      const phone = this._seat(person);
      this._activate(phone, true);
    });
  }

  pick(phone) {
    this._choose((person) => phone.setPerson(person));
  }

  remove(phone, quiet = false) {
    this.phones = this.phones.filter((each) => each !== phone);
    phone.remove();
    if (this.active === phone) this.active = null;
    if (this.phones[0] && !this.active) this._activate(this.phones[0], !quiet);
    if (!this.phones.length && !quiet) this._empty();
    this._showTabs();
  }

  changed() {
    this._showTabs();
  }

  shownPersons() {
    return this.phones.map((phone) => phone.person);
  }

  labels() {
    return this.stage.labels ?? {};
  }

  // Brings a person to a phone (theirs, or one that is asked for least), opens the chat, shows it.
  async show(person, chat) {
    let phone = this.phones.find((each) => each.person === person && (chat === undefined || each.chatView?.chat === chat))
      ?? this.phones.find((each) => each.person === person);
    if (!phone) {
      phone = this.phones.length < PHONES ? this._seat(person) : this.phones.at(-1);
      if (phone.person !== person) phone.setPerson(person);
    }
    this._activate(phone);
    await phone.ready;
    if (chat === undefined) return null;
    return phone.openChat(chat);
  }

  _choose(done) {
    const seated = new Set(this.shownPersons());
    const input = h("input", { type: "search", hint: "findPerson", label: "findPerson", autocomplete: "off" });
    const list = h("ul", { class: "person-choice" });
    const dialog = openDialog(t("whose"), h("div", { class: "dialog-form" }, h("h2", { t: "whose" }), input, list),
      { className: "people-dialog" });
    const fill = () => {
      const wanted = input.value.trim().toLowerCase();
      const rows = [];
      for (const user of this.store.persons()) {
        const label = both(this.labels()[user.id]);
        if (!`${fullName(user)} ${label} ${user.username ?? ""}`.toLowerCase().includes(wanted)) continue;
        const choose = () => {
          dialog.close();
          done(user.id);
        };
        rows.push(h("li", {}, h("button", { type: "button", class: "line", on: { click: choose } },
          avatar(fullName(user), user.id),
          h("span", { class: "line-text" }, h("strong", { dir: "auto" }, fullName(user)), h("span", { class: "faint" }, label)),
          seated.has(user.id) ? h("span", { class: "tag" }, "📱") : null)));
      }
      list.replaceChildren(...(rows.length ? rows : [h("li", { class: "empty", t: "nobody" })]));
    };
    input.addEventListener("input", fill);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // or the same key presses what has the focus after the dialog is closed
      list.querySelector("button")?.click();
    });
    fill();
    input.focus();
  }

  // One phone at a time where there is no room

  _activate(phone, focus = false) {
    this.active = phone;
    for (const each of this.phones) each.root.classList.toggle("active", each === phone);
    this._showTabs();
    this._intoSight(phone.root);
    if (focus) phone.root.focus({ preventScroll: true });
  }

  // Not by scrollIntoView: browsers begin at what it showed when Tab is pressed next, past the link that skips.
  _intoSight(node) {
    const seen = this.shelf.getBoundingClientRect();
    const { left, right } = node.getBoundingClientRect();
    if (left < seen.left) this.shelf.scrollLeft -= seen.left - left;
    else if (right > seen.right) this.shelf.scrollLeft += right - seen.right;
  }

  _showTabs() {
    if (this.tabsDue) return;
    this.tabsDue = true;
    requestAnimationFrame(() => {
      this.tabsDue = false;
      const held = this.tabs.contains(document.activeElement);
      this.tabs.replaceChildren(...this.phones.map((phone) => {
        const user = this.store.users.get(phone.person);
        const { unread } = phone;
        return h("button", {
          type: "button", role: "tab", "aria-selected": String(phone === this.active), "aria-controls": phone.root.id,
          tabindex: phone === this.active ? 0 : -1,
          on: {
            click: () => this._activate(phone),
            keydown: (event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (!step) return;
              const at = (this.phones.indexOf(phone) + step + this.phones.length) % this.phones.length;
              this._activate(this.phones[at]);
            },
          },
        }, h("span", { dir: "auto" }, fullName(user)),
        unread ? h("span", { class: "badge", "aria-label": t("unread", { n: unread }) }, String(unread)) : null);
      }));
      if (held) this.tabs.querySelector("[aria-selected=true]")?.focus();
    });
  }

  // Language, colours, drawer

  _language(language) {
    setLanguage(language);
    remember("language", language);
    relabel();
    for (const phone of this.phones) phone.relabel();
    this.timebar.show();
    this.player.relabel();
    this._showTitle();
    this._showTheme();
    this._showTabs();
  }

  _showTitle() {
    this.title.textContent = both(this.stage.title) || t("title");
    this.hint.textContent = both(this.stage.hint);
    this.hint.hidden = !this.stage.hint;
    this._showLinks();
    document.title = this.title.textContent;
  }

  // Pages of the bot's, or what somebody writes to it: the bot's answer is then on the phone that comes forward.
  _showLinks() {
    const links = this.stage.links ?? [];
    this.links.hidden = !links.length;
    this.links.replaceChildren(...links.map((one) => {
      const address = one.url ? safeAddress(one.url) : null;
      if (address) return h("a", { class: "plain", href: address, target: "_blank", rel: "noopener noreferrer" }, both(one.text));
      const say = () => this.show(Number(one.user), Number(one.chat))
        .then(() => post(`/api/users/${one.user}/messages`, { chat: Number(one.chat), text: one.say }))
        .catch((error) => this.fail(error));
      return h("button", { class: "plain", type: "button", on: { click: say } }, both(one.text));
    }));
  }

  _dark() {
    const { theme } = document.documentElement.dataset;
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  _theme(name, chosen = false) {
    if (["dark", "light"].includes(name)) document.documentElement.dataset.theme = name;
    if (chosen) remember("theme", name);
    if (this.themeButton) this._showTheme();
  }

  _showTheme() {
    const key = this._dark() ? "themeLight" : "themeDark";
    this.themeButton.replaceChildren(icon(this._dark() ? "sun" : "moon"));
    this.themeButton.setAttribute("aria-label", t(key));
    this.themeButton.title = t(key);
  }

  toggled(on) {
    this.drawerButton.setAttribute("aria-expanded", String(on));
    if (!on) this.drawerButton.focus();
  }

  fail(error) {
    const node = h("div", { class: "toast bad page-toast", role: "alert" }, t("failed", { what: error.message }));
    document.body.append(node);
    setTimeout(() => node.remove(), 6000);
  }
}

const page = new Page();
page.start();
