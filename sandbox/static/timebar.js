// The neighbourhood's clock: what it shows, how it moves, what is due, and whom the last step reached.
import { post } from "./api.js";
import { fullName, h, iconButton } from "./dom.js";
import { both, clockTime, dayOf, exactTime, howLong, shortDay, t } from "./i18n.js";

const LATE = 250; // milliseconds that events of a step may come after its answer

export class TimeBar {
  // page: { store, fail(error), show(person, chat), shownPersons() }
  constructor(page) {
    this.page = page;
    this.store = page.store;
    this.busy = false;
    this.time = h("output", { class: "clock-time", label: "clock", "aria-live": "off" });
    this.day = h("span", { class: "clock-day" });
    const step = (key, body, more = "") => h("button", {
      type: "button", class: `step ${more}`, t: key,
      on: { click: () => this.advance(body).catch((error) => this.page.fail(error)) },
    });
    this.steps = [step("plus1", { seconds: 60 }), step("plus5", { seconds: 300 }), step("next", { next: true }, "primary")];
    this.rates = [[0, "rate0"], [1, "rate1"], [60, "rate60"]].map(([rate, key]) => h("button", {
      type: "button", t: key, "data-rate": rate, "aria-pressed": "false", on: { click: () => this._rate(rate) },
    }));
    this.due = h("button", { type: "button", class: "due", "aria-expanded": "false", "aria-controls": "agenda" });
    this.due.addEventListener("click", () => this._toggle());
    this.list = h("div", { class: "agenda", id: "agenda", hidden: true });
    this.news = h("div", { class: "news", role: "status", "aria-live": "polite", hidden: true });
    this.root = h("div", { class: "timebar" },
      h("div", { class: "clock-face" }, this.time, this.day),
      h("div", { class: "steps" }, this.steps),
      h("div", { class: "segments", role: "group", label: "rates" }, this.rates),
      h("div", { class: "due-box" }, this.due, this.list));
    this.store.listen((kind) => {
      if (["clock", "loaded", "agenda"].includes(kind)) this.show();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.list.hidden) {
        this._toggle();
        this.due.focus();
      }
    });
    setInterval(() => this._tick(), 250); // paints the clock; asks nobody
  }

  show() {
    const { rate, paused } = this.store.clock;
    const speed = paused ? 0 : rate;
    for (const button of this.rates) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.rate) === speed));
    }
    this._tick(true);
  }

  _tick(force = false) {
    const now = this.store.now();
    const shown = exactTime(now);
    if (!force && this.time.textContent === shown) return;
    this.time.textContent = shown;
    this.day.textContent = dayOf(now);
    this._agenda(now);
  }

  agenda() {
    return [...this.store.agendas.values()].flat().filter((entry) => entry && Number.isFinite(Number(entry.at)))
      .sort((a, b) => a.at - b.at);
  }

  _agenda(now) {
    const all = this.agenda();
    const [first] = all;
    const text = first ? `${t("agenda")}: ${this._at(first.at, now)} ${both(first.label)}` : t("agendaNone");
    if (this.due.textContent !== text) this.due.textContent = text;
    if (this.list.hidden) return;
    const lines = all.slice(0, 50).map((entry) => {
      const wait = entry.at > now ? t("inTime", { n: howLong(entry.at - now) }) : t("overdue");
      return h("li", {}, h("time", {}, this._at(entry.at, now)), h("span", {}, both(entry.label)),
        h("span", { class: "faint" }, wait));
    });
    this.list.replaceChildren(h("h2", { t: "agenda" }), lines.length ? h("ol", {}, lines) : h("p", { t: "agendaNone" }));
  }

  _at(at, now) {
    return dayOf(at) === dayOf(now) ? clockTime(at) : `${shortDay(at)} ${clockTime(at)}`;
  }

  _toggle() {
    this.list.hidden = !this.list.hidden;
    this.due.setAttribute("aria-expanded", String(!this.list.hidden));
    this._agenda(this.store.now());
  }

  async _rate(rate) {
    try {
      await post("/api/clock", { rate, paused: false });
    } catch (error) {
      this.page.fail(error);
    }
  }

  // Also the story's way of letting time pass: what came is marked, and told.
  async advance(body) {
    if (this.busy) return;
    this.busy = true;
    for (const button of this.steps) button.setAttribute("aria-disabled", "true");
    this.store.startMarking();
    this._say(t("advancing"));
    try {
      await post("/api/clock/advance", body);
    } finally {
      await new Promise((resolve) => setTimeout(resolve, LATE));
      this._report(this.store.stopMarking());
      this.busy = false;
      for (const button of this.steps) button.removeAttribute("aria-disabled");
    }
  }

  _report(came) {
    const time = clockTime(this.store.now());
    this._say(t(came.length ? "arrived" : "arrivedNone", { time, n: came.length }));
    const shown = new Set(this.page.shownPersons());
    const seen = new Set();
    for (const { event } of came) {
      if (event.user === undefined || shown.has(event.user) || seen.has(event.user) || seen.size >= 4) continue;
      seen.add(event.user);
      const name = fullName(this.store.users.get(event.user));
      this.news.append(h("button", {
        type: "button", class: "plain", on: { click: () => this.page.show(event.user, event.chat) },
      }, t("lookAt", { name })));
    }
    this.news.append(iconButton("close", "close", () => (this.news.hidden = true)));
  }

  _say(text) {
    this.news.hidden = false;
    this.news.replaceChildren(h("span", {}, text));
  }
}
