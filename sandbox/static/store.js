// What the page knows: people, their lists of chats, messages of the chats that were opened; kept current by events.
import { get, post } from "./api.js";

const WINDOW = 300; // messages asked for when a chat is opened; earlier ones on demand
const READ_AFTER = 300; // milliseconds until Telegram is told that somebody has read

export class Store {
  constructor() {
    this.users = new Map();
    this.bots = new Map();
    this.people = new Map(); // person -> Map(chat id -> line in the list), once they were on a phone
    this.chats = new Map(); // key -> { messages: Map, whole, ... } of opened chats
    this.arrived = new Map(); // "key/message" -> event number, for "since the story began"
    this.fresh = new Map(); // key -> Set of message ids that the last step of the clock brought
    this.marking = null; // [{ key, event }] while the clock steps
    this.number = 0;
    this.clock = { now: 0, rate: 0, paused: false, mark: 0 };
    this.agendas = new Map();
    this.shown = () => false; // set by the page: does this person look at this chat right now?
    this._listeners = new Set();
    this._loading = new Map();
    this._reading = new Set();
  }

  listen(listener) {
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  }

  tell(kind, detail = {}) {
    for (const listener of [...this._listeners]) listener(kind, detail);
  }

  key(person, chat) {
    return this.bots.has(chat) ? `${chat}:${person}` : String(chat);
  }

  now() {
    const { now, rate, paused, mark } = this.clock;
    return paused ? now : now + ((performance.now() - mark) / 1000) * rate;
  }

  setClock(state) {
    this.clock = { ...state, mark: performance.now() };
    this.tell("clock");
  }

  async load() {
    const [users, bots, clock] = await Promise.all([get("/api/users"), get("/api/bots"), get("/api/clock")]);
    this.users = new Map(users.map((user) => [user.id, user]));
    this.bots = new Map(bots.map((bot) => [bot.id, bot]));
    this.agendas = new Map(clock.followers.map((f) => [f.name, f.agenda]));
    this.chats.clear();
    this._loading.clear();
    await Promise.all([...this.people.keys()].filter((id) => this.users.has(id)).map((id) => this._readList(id)));
    this.setClock(clock);
    this.tell("loaded");
  }

  persons() {
    return [...this.users.values()].filter((user) => !user.is_bot && user.id !== 777000);
  }

  // Lists

  async person(id) {
    if (!this.people.has(id)) await this._readList(id);
    return this.people.get(id);
  }

  async _readList(id) {
    const lines = await get(`/api/users/${id}/chats`);
    this.people.set(id, new Map(lines.map((line) => [line.id, line])));
    this.tell("list", { person: id });
  }

  line(person, chat) {
    return this.people.get(person)?.get(chat);
  }

  read(person, chat) {
    const line = this.line(person, chat);
    if (!line || !line.unread) return;
    line.unread = 0;
    this.tell("line", { person, chat });
    const key = `${person}/${chat}`;
    if (this._reading.has(key)) return;
    this._reading.add(key); // one call for all that comes within a moment
    setTimeout(() => {
      this._reading.delete(key);
      post(`/api/users/${person}/read`, { chat }).catch(() => {});
    }, READ_AFTER);
  }

  // Opened chats

  async open(person, chat) {
    const key = this.key(person, chat);
    if (!this.chats.has(key)) {
      if (!this._loading.has(key)) this._loading.set(key, this._readChat(person, chat, key));
      await this._loading.get(key);
      this._loading.delete(key);
    }
    const state = this.chats.get(key);
    if (!state.keyboards.has(person)) await this.readKeyboard(person, chat);
    return state;
  }

  async _readChat(person, chat, key) {
    const state = { key, messages: new Map(), pinned: [], members: [], topics: [], whole: false, keyboards: new Map() };
    state.early = []; // deleted while we were reading
    state.loading = true;
    const newest = this.line(person, chat)?.last_message?.message_id ?? 0;
    const since = Math.max(0, newest - WINDOW);
    this.chats.set(key, state); // events that come while we read are kept, and win
    try {
      const view = await get(`/api/users/${person}/chats/${chat}?since=${since}`);
      const during = state.messages;
      state.messages = new Map(view.messages.map((message) => [message.message_id, message]));
      for (const [id, message] of during) state.messages.set(id, message);
      for (const id of state.early) state.messages.delete(id);
      state.whole = since === 0;
      state.pinned = view.pinned;
      state.members = view.members;
      state.topics = view.chat.topics ?? [];
      state.keyboards.set(person, view.keyboard);
    } catch (error) {
      this.chats.delete(key);
      throw error;
    } finally {
      state.loading = false;
    }
  }

  async readEarlier(person, chat) {
    const state = this.chats.get(this.key(person, chat));
    if (!state || state.whole) return;
    const view = await get(`/api/users/${person}/chats/${chat}`);
    const known = state.messages;
    state.messages = new Map(view.messages.map((message) => [message.message_id, message]));
    for (const [id, message] of known) state.messages.set(id, message);
    state.whole = true;
  }

  async readKeyboard(person, chat) {
    const state = this.chats.get(this.key(person, chat));
    if (!state) return;
    const newest = [...state.messages.keys()].at(-1) ?? 0;
    const view = await get(`/api/users/${person}/chats/${chat}?since=${newest}`);
    state.keyboards.set(person, view.keyboard);
    state.members = view.members;
    this.tell("keyboard", { key: state.key, person });
  }

  // The newest message that fits: text contained, button contained; only those that came after an event.
  find(key, { text, button, after = null }) {
    const state = this.chats.get(key);
    if (!state) return null;
    for (const message of [...state.messages.values()].reverse()) {
      if (after !== null && (this.arrived.get(`${key}/${message.message_id}`) ?? 0) <= after) continue;
      if (text && !(message.text ?? message.caption ?? "").includes(text)) continue;
      if (!button) return { message };
      const all = (message.reply_markup?.inline_keyboard ?? []).flat();
      const found = all.find((b) => b.text === button) ?? all.find((b) => b.text.includes(button));
      if (found) return { message, button: found.text };
    }
    return null;
  }

  // Marks

  startMarking() {
    this.fresh.clear();
    this.marking = [];
    this.tell("fresh");
  }

  stopMarking() {
    const came = this.marking ?? [];
    this.marking = null;
    return came;
  }

  isFresh(key, message) {
    return this.fresh.get(key)?.has(message) ?? false;
  }

  // Events

  apply(event) {
    if (event.n) this.number = event.n;
    const key = typeof event.chat !== "number" ? null : event.user !== undefined && this.bots.has(event.chat)
      ? `${event.chat}:${event.user}` : String(event.chat);
    const handler = this[`on_${event.type}`];
    if (handler) handler.call(this, event, key);
    this.tell(event.type, { ...event, key });
  }

  _chatLines(event, key) {
    const found = [];
    for (const [person, lines] of this.people) {
      if (key.includes(":") && event.user !== person) continue;
      const line = lines.get(event.chat);
      if (line) found.push([person, line]);
    }
    return found;
  }

  on_message(event, key) {
    const { message } = event;
    this.arrived.set(`${key}/${message.message_id}`, event.n);
    this.chats.get(key)?.messages.set(message.message_id, message);
    if (this.marking && message.from?.is_bot) {
      if (!this.fresh.has(key)) this.fresh.set(key, new Set());
      this.fresh.get(key).add(message.message_id);
      this.marking.push({ key, event });
    }
    for (const [person, line] of this._chatLines(event, key)) {
      // A list that was read a moment ago may already count this one.
      if ((line.last_message?.message_id ?? 0) >= message.message_id) continue;
      line.last_message = message;
      if (message.from?.id === person) line.unread = 0;
      else {
        line.unread += 1;
        if (this.shown(person, event.chat)) this.read(person, event.chat);
      }
      this.tell("line", { person, chat: event.chat });
    }
  }

  on_edit(event, key) {
    const { message } = event;
    const state = this.chats.get(key);
    if (state && (state.loading || state.messages.has(message.message_id))) {
      state.messages.set(message.message_id, message);
    }
    for (const [person, line] of this._chatLines(event, key)) {
      if (line.last_message?.message_id !== message.message_id) continue;
      line.last_message = message;
      this.tell("line", { person, chat: event.chat });
    }
  }

  on_delete(event, key) {
    const state = this.chats.get(key);
    state?.messages.delete(event.message_id);
    if (state?.loading) state.early.push(event.message_id);
    for (const [person, line] of this._chatLines(event, key)) {
      if (line.last_message?.message_id !== event.message_id) continue;
      line.last_message = state ? [...state.messages.values()].at(-1) : undefined;
      this.tell("line", { person, chat: event.chat });
    }
  }

  on_reaction(event, key) {
    const message = this.chats.get(key)?.messages.get(event.message_id);
    if (!message) return;
    const others = (message.reactions ?? []).filter((r) => r.user !== event.user);
    message.reactions = [...others, ...event.reaction.map((r) => ({ user: event.user, emoji: r.emoji }))];
  }

  on_pin(event, key) {
    const state = this.chats.get(key);
    if (state) state.pinned = event.pinned;
  }

  on_topic(event, key) {
    const state = this.chats.get(key);
    if (!state) return;
    const id = event.topic.message_thread_id;
    state.topics = state.topics.filter((topic) => topic.message_thread_id !== id);
    if (!event.deleted) state.topics.push(event.topic);
  }

  on_keyboard(event, key) {
    const state = this.chats.get(key);
    if (!state) return;
    for (const person of state.keyboards.keys()) this.readKeyboard(person, event.chat).catch(() => {});
  }

  on_user(event) {
    this.users.set(event.user.id, event.user);
  }

  on_bot(event) {
    this.users.set(event.bot.id, event.bot);
    this.bots.set(event.bot.id, event.bot);
  }

  on_chat(event) {
    for (const [person, lines] of this.people) {
      const concerned = event.user === person || lines.has(event.migrated_from) || event.members?.includes(person);
      if (concerned) this._readList(person).catch(() => {});
    }
  }

  on_member(event, key) {
    if (this.people.has(event.user)) this._readList(event.user).catch(() => {});
    const state = this.chats.get(key);
    if (state) {
      state.members = [...state.members.filter((m) => m.user.id !== event.user), event.member];
    }
  }

  on_blocked(event) {
    const line = this.line(event.user, event.chat);
    if (line) line.blocked = event.blocked;
    this.tell("line", { person: event.user, chat: event.chat });
  }

  on_read(event) {
    const line = this.line(event.by, event.chat);
    if (line && event.upto >= (line.last_message?.message_id ?? 0) && line.unread) {
      line.unread = 0;
      this.tell("line", { person: event.by, chat: event.chat });
    }
  }

  on_agenda(event) {
    this.agendas.set(event.follower, event.agenda);
    if (event.at > this.clock.now && !this.clock.rate) this.setClock({ ...this.clock, now: event.at });
  }

  on_clock(event) {
    this.setClock(event.clock);
  }

  on_reset() {
    this.people.clear();
    this.fresh.clear();
    this.arrived.clear();
  }
}
