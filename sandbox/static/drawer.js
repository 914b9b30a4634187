// For the curious: the Bot API calls as they come, faults to switch on, who blocks the bot, groups.
import { call, get, post } from "./api.js";
import { fullName, h, iconButton } from "./dom.js";
import { both, exactTime, t } from "./i18n.js";

const LINES = 200;
const KINDS = [["429", "fault429"], ["5xx", "fault5xx"], ["slow", "faultSlow"], ["lost_reply", "faultLost"], ["timeout", "faultTimeout"],
  ["page", "faultPage"], ["odd", "faultOdd"]];
const METHODS = ["sendMessage", "editMessageText", "sendPhoto", "sendMediaGroup", "answerCallbackQuery", "deleteMessage", "getUpdates"];

export class Drawer {
  // page: { store, fail(error), labels(), show(person), toggled() }
  constructor(page) {
    this.page = page;
    this.store = page.store;
    this.tabs = {};
    this.panels = { traffic: this._traffic(), faults: this._faults(), people: this._people() };
    const bar = h("div", { class: "drawer-tabs", role: "tablist" });
    for (const [name, panel] of Object.entries(this.panels)) {
      panel.id = `panel-${name}`;
      panel.setAttribute("role", "tabpanel");
      const tab = h("button", { type: "button", role: "tab", t: name, id: `tab-${name}`, "aria-controls": panel.id });
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => this.choose(name));
      tab.addEventListener("keydown", (event) => this._arrow(event, name));
      this.tabs[name] = tab;
      bar.append(tab);
    }
    this.root = h("aside", { class: "drawer", id: "drawer", hidden: true, label: "drawer" },
      h("div", { class: "drawer-head" }, bar, iconButton("close", "close", () => this.toggle(false))),
      Object.values(this.panels));
    this.root.removeAttribute("title");
    this.choose("traffic");
    this.store.listen((kind, detail) => this._event(kind, detail));
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
  }

  toggle(on = this.root.hidden) {
    this.root.hidden = !on;
    if (on) {
      this.tabs[this.chosen].focus();
      this._refresh();
    }
    this.page.toggled(on);
  }

  choose(name) {
    this.chosen = name;
    for (const [each, panel] of Object.entries(this.panels)) {
      panel.hidden = each !== name;
      this.tabs[each].setAttribute("aria-selected", String(each === name));
      this.tabs[each].tabIndex = each === name ? 0 : -1;
    }
    if (this.root && !this.root.hidden) this._refresh();
  }

  _arrow(event, name) {
    const names = Object.keys(this.tabs);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = names[(names.indexOf(name) + step + names.length) % names.length];
    this.choose(next);
    this.tabs[next].focus();
  }

  _refresh() {
    const refresh = { traffic: () => this._readTraffic(), faults: () => this._readFaults(), people: () => this._readPeople() };
    refresh[this.chosen]().catch((error) => this.page.fail(error));
  }

  _event(kind, detail) {
    if (this.root.hidden) return;
    if (kind === "traffic" && this.chosen === "traffic") this._addCall(detail.traffic);
    if (kind === "traffic" && this.chosen === "faults" && !detail.traffic.ok) this._readFaults().catch(() => {});
    if (kind === "faults") this._showFaults(detail.faults);
    if (["user", "chat", "blocked", "loaded"].includes(kind) && this.chosen === "people") this._readPeople().catch(() => {});
  }

  // Traffic

  _traffic() {
    this.filter = h("input", { type: "search", hint: "filter", label: "filter" });
    this.filter.addEventListener("input", () => this._filterCalls());
    const clear = h("button", { type: "button", class: "plain", t: "clear" });
    clear.addEventListener("click", () => this.calls.replaceChildren());
    this.calls = h("tbody");
    const head = ["time", "method", "chat", "result"].map((key) => h("th", { scope: "col", t: key }));
    return h("div", { class: "panel" }, h("p", { class: "faint", t: "trafficHint" }),
      h("div", { class: "panel-line" }, this.filter, clear),
      h("div", { class: "table-box", tabindex: "0", role: "region", label: "traffic" },
        h("table", {}, h("thead", {}, h("tr", {}, head)), this.calls)));
  }

  async _readTraffic() {
    const [newest] = (await get("/api/traffic?since=0")).slice(-1);
    if (!newest) return;
    const calls = await get(`/api/traffic?since=${Math.max(0, newest.n - LINES)}`);
    this.calls.replaceChildren();
    for (const each of calls) this._addCall(each);
  }

  _addCall(entry) {
    const chat = this._chatName(entry.chat);
    const wait = entry.retry_after ? ` · ${t("seconds", { n: entry.retry_after })}` : "";
    const result = entry.ok ? `✓ ${entry.ms} ms${entry.ignored?.length ? ` · ${t("ignored")}: ${entry.ignored.join(", ")}` : ""}` : `✗ ${entry.error_code} ${entry.description}${wait}`;
    const row = h("tr", { class: entry.ok ? "" : "bad" }, h("td", {}, exactTime(entry.at)), h("td", {}, h("code", {}, entry.method)),
      h("td", { dir: "auto" }, chat), h("td", {}, result));
    row.hidden = !this._matches(row);
    this.calls.prepend(row);
    while (this.calls.children.length > LINES) this.calls.lastElementChild.remove();
  }

  _matches(row) {
    return row.textContent.toLowerCase().includes(this.filter.value.trim().toLowerCase());
  }

  _filterCalls() {
    for (const row of this.calls.children) row.hidden = !this._matches(row);
  }

  _chatName(id) {
    if (!id) return "";
    const user = this.store.users.get(id);
    if (user) return fullName(user);
    for (const lines of this.store.people.values()) if (lines.has(id)) return fullName(lines.get(id));
    return String(id);
  }

  // Faults

  _faults() {
    this.kind = h("select", {}, KINDS.map(([value, key]) => h("option", { value, t: key })));
    this.method = h("select", {}, h("option", { value: "", t: "everything" }), METHODS.map((m) => h("option", { value: m }, m)));
    this.times = h("input", { type: "number", min: 1, hint: "always" });
    this.seconds = h("input", { type: "number", min: 0, step: "any", value: 3 });
    const form = h("form", { class: "fault-form" },
      h("label", {}, h("span", { t: "faults" }), this.kind), h("label", {}, h("span", { t: "method" }), this.method),
      h("label", {}, h("span", { t: "times" }), this.times), h("label", {}, h("span", { t: "secondsLabel" }), this.seconds),
      h("button", { type: "submit", class: "primary", t: "switchOn" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this._addFault().catch((error) => this.page.fail(error));
    });
    this.faultList = h("ul", { class: "fault-list", "aria-live": "polite" });
    const off = h("button", { type: "button", class: "plain", t: "allOff" });
    off.addEventListener("click", () => call("DELETE", "/api/faults").catch((error) => this.page.fail(error)));
    this.limits = h("input", { type: "checkbox", checked: true });
    this.limits.addEventListener("change", () => post("/api/limits", { on: this.limits.checked })
      .catch((error) => this.page.fail(error)));
    return h("div", { class: "panel" }, h("p", { class: "faint", t: "faultHint" }), form,
      h("h3", { t: "faultsOn" }), this.faultList, off,
      h("label", { class: "check" }, this.limits, h("span", { t: "limitsOn" })));
  }

  async _addFault() {
    const kind = this.kind.value;
    const body = { kind };
    if (this.method.value) body.method = this.method.value;
    if (this.times.value) body.times = Number(this.times.value);
    if (kind === "429") body.retry_after = Math.max(1, Math.round(Number(this.seconds.value)));
    if (kind === "slow" || kind === "timeout") body.seconds = Number(this.seconds.value);
    await post("/api/faults", body);
  }

  async _readFaults() {
    this._showFaults(await get("/api/faults"));
  }

  _showFaults(faults) {
    const name = (kind) => t(KINDS.find(([value]) => value === kind)[1]);
    const lines = faults.map((fault) => h("li", {}, `${name(fault.kind)} · ${fault.method ?? t("everything")} · `
      + `${fault.times ? `×${fault.times}` : t("always")}`));
    this.faultList.replaceChildren(...(lines.length ? lines : [h("li", { class: "faint", t: "faultsNone" })]));
  }

  // People and groups

  _people() {
    this.persons = h("ul", { class: "person-list" });
    this.groups = h("ul", { class: "person-list" });
    return h("div", { class: "panel" }, h("h3", { t: "people" }), this.persons, h("h3", { t: "groups" }), this.groups);
  }

  async _readPeople() {
    const persons = this.store.persons();
    const [groups, ...lists] = await Promise.all([get("/api/chats"), ...persons.map((p) => get(`/api/users/${p.id}/chats`))]);
    this.persons.replaceChildren(...persons.map((person, index) => this._person(person, lists[index])));
    this.groups.replaceChildren(...groups.filter((g) => g.type !== "channel" && !g.migrated_to).map((g) => this._group(g)));
  }

  _person(person, lines) {
    const label = both(this.page.labels()[person.id]);
    const boxes = lines.filter((line) => line.bot).map((line) => {
      const box = h("input", { type: "checkbox", checked: line.blocked });
      box.addEventListener("change", () => post(`/api/users/${person.id}/${box.checked ? "block" : "unblock"}`, { bot: line.id })
        .catch((error) => this.page.fail(error)));
      return h("label", { class: "check" }, box, h("span", {}, t("blocks", { name: fullName(line) })));
    });
    return h("li", {}, h("span", { class: "person-name" }, h("strong", { dir: "auto" }, fullName(person)),
      h("span", { class: "faint" }, label)), ...boxes,
      h("button", { type: "button", class: "plain", t: "onPhone", on: { click: () => this.page.show(person.id) } }));
  }

  _group(group) {
    const button = group.type === "group"
      ? h("button", { type: "button", class: "plain", t: "upgrade", on: {
        click: () => post(`/api/chats/${group.id}/migrate`).catch((error) => this.page.fail(error)),
      } }) : null;
    return h("li", {}, h("span", { class: "person-name" }, h("strong", { dir: "auto" }, group.title),
      h("span", { class: "faint" }, t(group.type === "group" ? "group" : "supergroup"))), button);
  }
}
