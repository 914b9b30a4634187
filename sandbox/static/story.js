// Plays a registered story on the phones: docs/sandbox.md, "Stories". Whatever it does, a person could do here.
import { call, get, post } from "./api.js";
import { h, icon } from "./dom.js";
import { both, t } from "./i18n.js";
import { drawn } from "./sample.js";

const SPEEDS = { slow: 1.6, normal: 1, fast: 0.4, instant: 0 };
const REST = 3; // real seconds
const FOUND_WITHIN = 40; // real seconds that a message may take to come; a loaded machine is slow
const READING = [1600, 70]; // milliseconds to read a line: at least, and for each character

class Stopped extends Error {}

export class StoryPlayer {
  // page: { store, timebar, phoneFor(person), show(person, chat), fail() }
  constructor(page) {
    this.page = page;
    this.store = page.store;
    this.stories = [];
    this.run = null;
    this.select = h("select", { label: "story" });
    this.speed = h("select", { label: "speed" });
    for (const name of Object.keys(SPEEDS)) this.speed.append(h("option", { value: name, t: name }));
    this.speed.value = "normal";
    this.playButton = h("button", { type: "button", class: "primary play" }, icon("play"), h("span", { t: "playStory" }));
    this.playButton.addEventListener("click", () => this.play(this.select.value));
    this.chooser = h("div", { class: "story-chooser" }, this.select, this.playButton);
    this.text = h("p", { class: "story-text", role: "status", "aria-live": "polite" });
    this.count = h("span", { class: "story-count" });
    this.bar = h("progress", { max: 1, value: 0, "aria-hidden": "true" });
    this.pauseButton = h("button", { type: "button", class: "plain" });
    this.pauseButton.addEventListener("click", () => this.pause(!this.run?.paused));
    this.nextButton = h("button", { type: "button", class: "plain" }, icon("next"), h("span", { t: "nextStep" }));
    this.nextButton.addEventListener("click", () => this._skip());
    this.stopButton = h("button", { type: "button", class: "plain" }, icon("stop"), h("span", { t: "stopStory" }));
    this.stopButton.addEventListener("click", () => this.stop());
    this.panel = h("section", { class: "story-panel", hidden: true, label: "stories" }, this.bar,
      h("div", { class: "story-line" }, this.count, this.text,
        h("div", { class: "story-buttons" }, this.pauseButton, this.nextButton, this.speed, this.stopButton)));
    this.panel.removeAttribute("title");
    this.store.listen((kind) => kind === "stories" && this.load().catch(() => {}));
  }

  async load() {
    this.stories = await get("/api/stories");
    this.relabel();
  }

  relabel() {
    const chosen = this.select.value;
    this.select.replaceChildren(...this.stories.map((story) => h("option", { value: story.id }, both(story.title))));
    if (chosen && this.stories.some((story) => story.id === chosen)) this.select.value = chosen;
    this.chooser.hidden = this.stories.length === 0;
    this._showPause();
    if (this.run) this._showStep();
  }

  async play(id) {
    const story = this.stories.find((each) => each.id === id);
    if (!story) return;
    this.stop();
    const run = { story, index: 0, names: { ...story.names }, after: this.store.number, paused: false, wake: null };
    this.run = run;
    this.panel.hidden = false;
    document.body.classList.add("playing");
    this.panel.classList.remove("done", "stuck");
    this.chooser.hidden = true;
    for (const button of [this.pauseButton, this.nextButton]) button.hidden = false;
    this._showPause();
    try {
      for (; run.index < story.steps.length; run.index += 1) {
        this._showStep();
        const step = story.steps[run.index];
        for (const look of step.look ?? []) await this._look(run, look);
        await this._wait(run, READING[0] + READING[1] * both(step.say).length);
        for (const action of step.do ?? []) {
          await this._act(run, action);
          await this._wait(run, 700);
        }
      }
      this._end("done", t("storyDone"));
    } catch (error) {
      if (!(error instanceof Stopped)) this._end("stuck", t("storyFailed", { what: error.message }));
    }
  }

  _end(kind, text) {
    this.run = null;
    this.panel.classList.add(kind);
    document.body.classList.remove("playing");
    this.text.textContent = text;
    this.bar.value = 1;
    for (const button of [this.pauseButton, this.nextButton]) button.hidden = true;
    this.chooser.hidden = this.stories.length === 0;
  }

  stop() {
    const { run } = this;
    this.run = null;
    this.panel.hidden = true;
    document.body.classList.remove("playing");
    this.chooser.hidden = this.stories.length === 0;
    run?.wake?.();
  }

  pause(on) {
    if (!this.run) return;
    this.run.paused = on;
    this._showPause();
    if (!on) this.run.wake?.();
  }

  _skip() {
    if (!this.run) return;
    this.run.once = this.run.paused;
    this.run.skip = true;
    this.run.wake?.();
  }

  _showPause() {
    const paused = Boolean(this.run?.paused);
    this.pauseButton.replaceChildren(icon(paused ? "play" : "pause"), h("span", {}, t(paused ? "resumeStory" : "pauseStory")));
  }

  _showStep() {
    const { story, index } = this.run;
    this.count.textContent = `${index + 1}/${story.steps.length}`;
    this.count.setAttribute("aria-label", t("step", { n: index + 1, all: story.steps.length }));
    this.text.textContent = both(story.steps[index].say);
    this.bar.max = story.steps.length;
    this.bar.value = index;
  }

  // Waits so long at the chosen speed; for ever while paused; raises when stopped.
  async _wait(run, milliseconds) {
    if (this.run !== run) throw new Stopped();
    const factor = SPEEDS[this.speed.value];
    if (!run.skip && (factor > 0 || run.paused)) {
      await new Promise((resolve) => {
        const timer = run.paused ? null : setTimeout(resolve, milliseconds * factor);
        run.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    run.skip = false;
    if (this.run !== run) throw new Stopped();
    if (run.once) {
      run.once = false; // one step although it is paused
      return;
    }
    while (run.paused) {
      await new Promise((resolve) => (run.wake = resolve));
      if (this.run !== run) throw new Stopped();
      if (run.once) break;
    }
    run.once = false;
  }

  // $name in a path or a text, or a whole value that is "$name", stands for what the story or an earlier answer named.
  _fill(value, names) {
    if (Array.isArray(value)) return value.map((each) => this._fill(each, names));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this._fill(each, names)]));
    }
    if (typeof value !== "string") return value;
    const whole = /^\$([a-z_][a-z0-9_]*)$/i.exec(value);
    if (whole && whole[1] in names) return names[whole[1]];
    return value.replace(/\$([a-z_][a-z0-9_]*)/gi, (all, name) => (name in names ? String(names[name]) : all));
  }

  async _look(run, look) {
    const { person, chat } = this._fill(look, run.names);
    await this.page.show(Number(person), chat === undefined ? undefined : Number(chat));
  }

  async _act(run, action) {
    const { names } = run;
    // A person acts when the phones have come to rest; a bot that is busy for longer is not waited for.
    await post("/api/clock/settle", { timeout: REST }).catch(() => {});
    if (action.find) {
      const { found } = await this._find(run, this._fill(action.find, names));
      if (action.as) names[action.as] = found.message.message_id;
    } else if (action.press) {
      await this._press(run, this._fill(action.press, names));
    } else {
      await this._call(run, action);
    }
  }

  async _call(run, action) {
    const path = this._fill(action.path, run.names);
    const body = this._fill(action.body, run.names);
    const person = Number(/^\/api\/users\/(-?\d+)\//.exec(path)?.[1]);
    if (path === "/api/clock/advance") {
      await this.page.timebar.advance(body);
      return;
    }
    if (person) {
      const chat = body?.chat ?? body?.bot;
      const view = chat === undefined ? null : await this.page.show(person, Number(chat));
      if (view && typeof body.text === "string" && /\/(messages|type)$/.test(path)) {
        await view.composer.typeSlowly(body.text, () => this._wait(run, 45));
      }
    }
    const answer = await call(action.method ?? "POST", path, body?.photo?.drawn ? await withPicture(body) : body);
    if (action.as) run.names[action.as] = answer?.message_id ?? answer?.[0]?.message_id ?? answer?.id;
  }

  async _press(run, { person, chat, button, text, any }) {
    const { view, found } = await this._find(run, { person, chat, button, text, any });
    const { atEnd } = view;
    await view.jump(found.message.message_id);
    const node = view.root.querySelector(
      `[data-id="${found.message.message_id}"] [data-button="${CSS.escape(found.button)}"]`,
    );
    node?.classList.add("pressed");
    await this._wait(run, 650);
    const keys = found.message.reply_markup.inline_keyboard.flat();
    const index = keys.findIndex((key) => key.text === found.button);
    await view.press(found.message, keys[index], index, node ?? document.createElement("button"));
    node?.classList.remove("pressed");
    if (atEnd) view.toEnd();
  }

  // Waits until the person sees a message that came since the story began (any: at any time) and fits.
  // `otherwise`: a button that is pressed first, should the person be asked something instead.
  async _find(run, { person, chat, text, button, any, within, otherwise }) {
    const view = await this.page.show(Number(person), Number(chat));
    const key = this.store.key(Number(person), Number(chat));
    const wanted = { text, button, after: any ? null : run.after };
    const asked = () => otherwise && this.store.find(key, { button: otherwise, after: wanted.after });
    const look = () => this.store.find(key, wanted) ?? asked() ?? null;
    let found = look();
    if (!found) {
      found = await new Promise((resolve) => {
        const done = (value) => {
          unlisten();
          clearTimeout(timer);
          resolve(value);
        };
        const unlisten = this.store.listen(() => {
          const now = look();
          if (now || this.run !== run) done(now);
        });
        const timer = setTimeout(() => done(null), (within ?? FOUND_WITHIN) * 1000);
      });
    }
    if (this.run !== run) throw new Stopped();
    if (!found) throw new Error([text, button].filter(Boolean).join(" / "));
    if (otherwise && found.button?.includes(otherwise)) {
      await this._press(run, { person, chat, button: otherwise });
      return this._find(run, { person, chat, text, button, any, within });
    }
    return { view: view ?? (await this.page.show(Number(person), Number(chat))), found };
  }
}

async function withPicture(body) {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) if (name !== "photo") form.append(name, String(value));
  form.append("photo", await drawn(body.photo.drawn));
  return form;
}
