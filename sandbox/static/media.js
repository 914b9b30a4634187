// Photos, albums, voice, places, files, polls: how each looks in a bubble.
import { fileUrl } from "./api.js";
import { h, icon, openDialog } from "./dom.js";
import { t } from "./i18n.js";

let playing = null; // one voice at a time, as on a phone

export function mediaOf(message, actions) {
  if (message.photo) return photo(message);
  if (message.voice) return voice(message.voice);
  if (message.location) return place(message.venue ?? { location: message.location });
  if (message.document && !message.animation) return file(message.document);
  if (message.video || message.animation) return video(message.video ?? message.animation);
  if (message.audio) return h("audio", { controls: true, preload: "none", src: fileUrl(message.audio.file_id) });
  if (message.contact) return contact(message.contact);
  if (message.poll) return poll(message, actions);
  if (message.sticker) return h("span", { class: "big-emoji" }, message.sticker.emoji ?? t("sticker"));
  if (message.dice) return h("span", { class: "big-emoji" }, `${message.dice.emoji} ${message.dice.value}`);
  return null;
}

function photo(message) {
  const sizes = message.photo;
  const shown = sizes.find((size) => size.width >= 600) ?? sizes.at(-1);
  const name = message.caption ? `${t("photo")}: ${message.caption}` : t("photo");
  const image = h("img", { src: fileUrl(shown.file_id), alt: name, width: shown.width, height: shown.height,
    loading: "lazy", decoding: "async" });
  const open = () => lightbox(fileUrl(sizes.at(-1).file_id), name);
  return h("button", { type: "button", class: "photo", "aria-label": name, on: { click: open } }, image);
}

function lightbox(source, name) {
  const close = h("button", { type: "button", class: "plain lightbox-close", t: "close" });
  const dialog = openDialog(name, h("figure", {}, h("img", { src: source, alt: name }), close), {
    className: "lightbox",
  });
  close.addEventListener("click", () => dialog.close());
}

export function album(messages) {
  const grid = h("div", { class: `album album-${Math.min(messages.length, 4)}` });
  for (const message of messages) grid.append(mediaOf(message, {}) ?? "");
  return grid;
}

function voice({ file_id: id, duration }) {
  const length = duration || 1;
  const audio = new Audio();
  audio.preload = "none";
  const bar = h("span", { class: "wave", "aria-hidden": "true" });
  for (let i = 0; i < 22; i += 1) {
    const line = h("i");
    line.style.height = `${5 + ((i * 7 + length * 13 + i * i) % 15)}px`;
    bar.append(line);
  }
  const time = h("span", { class: "voice-time" }, clock(length));
  const button = h("button", { type: "button", class: "round", "aria-label": t("playVoice", { n: length }) },
    icon("play"));
  const show = (on) => {
    button.replaceChildren(icon(on ? "pause" : "play"));
    button.setAttribute("aria-label", on ? t("pauseVoice") : t("playVoice", { n: length }));
    button.setAttribute("aria-pressed", String(on));
  };
  audio.addEventListener("play", () => {
    if (playing && playing !== audio) playing.pause();
    playing = audio;
    show(true);
  });
  audio.addEventListener("pause", () => show(false));
  audio.addEventListener("ended", () => show(false));
  audio.addEventListener("error", () => time.replaceChildren("⚠"));
  audio.addEventListener("timeupdate", () => {
    const done = audio.currentTime / length;
    [...bar.children].forEach((line, i) => line.classList.toggle("done", i / 22 < done));
    time.textContent = clock(audio.ended ? length : Math.ceil(audio.currentTime));
  });
  button.addEventListener("click", () => {
    if (!audio.src) audio.src = fileUrl(id);
    if (audio.paused) audio.play().catch(() => show(false));
    else audio.pause();
  });
  return h("div", { class: "voice" }, button, bar, time);
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function place({ location, title, address }) {
  const { latitude, longitude } = location;
  const numbers = `${Number(latitude).toFixed(5)}, ${Number(longitude).toFixed(5)}`;
  const map = h("div", { class: "map", "aria-hidden": "true" }, icon("place"));
  // A drawn map, different for each place: no map service is asked.
  map.style.setProperty("--x", `${(Math.abs(longitude) * 1e4) % 60}px`);
  map.style.setProperty("--y", `${(Math.abs(latitude) * 1e4) % 60}px`);
  return h("div", { class: "place" }, map,
    h("p", {}, h("strong", {}, title ?? t("location")), address ? h("span", {}, address) : null,
      h("span", { class: "faint" }, numbers)));
}

function file({ file_id: id, file_name: name, file_size: size }) {
  const kilobytes = size >= 1024 * 1024 ? `${(size / 1024 / 1024).toFixed(1)} MB` : `${Math.ceil(size / 1024)} KB`;
  return h("a", { class: "file", href: fileUrl(id), download: name ?? "file" },
    h("span", { class: "round" }, icon("file")),
    h("span", { class: "file-name" }, h("strong", { dir: "auto" }, name ?? t("document")),
      h("span", { class: "faint" }, kilobytes)));
}

function video({ file_id: id, width, height }) {
  return h("video", { controls: true, preload: "none", src: fileUrl(id), width, height });
}

function contact(given) {
  const name = [given.first_name, given.last_name].filter(Boolean).join(" ");
  return h("div", { class: "file" }, h("span", { class: "round" }, "☎"),
    h("span", { class: "file-name" }, h("strong", {}, name), h("span", { class: "faint" }, given.phone_number)));
}

function poll(message, actions) {
  const { poll: shown } = message;
  const total = shown.total_voter_count || 0;
  const list = h("div", { class: "poll", role: "group", "aria-label": shown.question },
    h("strong", {}, shown.question));
  shown.options.forEach((option, index) => {
    const share = total ? Math.round((option.voter_count / total) * 100) : 0;
    const bar = h("span", { class: "poll-bar" });
    bar.style.width = `${share}%`;
    list.append(
      h("button", { type: "button", disabled: shown.is_closed, on: { click: () => actions.vote(message, index) } },
        h("span", {}, option.text), h("span", { class: "faint" }, `${share}%`), bar),
    );
  });
  list.append(h("span", { class: "faint" }, shown.is_closed ? t("closedPoll") : t("votes", { n: total })));
  return list;
}

// One line about a message: in lists, quotes and banners.
export function summary(message) {
  if (!message) return "";
  const service = serviceText(message);
  if (service) return service;
  const text = message.text ?? message.caption;
  const kind = ["photo", "voice", "video", "document", "location", "contact", "poll", "sticker", "audio", "dice"].find(
    (name) => message[name],
  );
  if (!kind) return text ?? t("unknown");
  const mark = { photo: "📷", voice: "🎤", video: "🎬", document: "📄", location: "📍", contact: "☎", poll: "📊" }[kind];
  const what = kind === "document" ? (message.document.file_name ?? t(kind)) : kind === "poll"
    ? message.poll.question : t(kind);
  return `${mark ?? ""} ${text ?? what}`.trim();
}

export function serviceText(message) {
  const who = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");
  if (message.new_chat_members) return t("joined", { name: message.new_chat_members.map(who).join("、") });
  if (message.left_chat_member) return t("left", { name: who(message.left_chat_member) });
  if (message.pinned_message) return t("pinnedIt", { name: message.from ? who(message.from) : "" });
  if (message.forum_topic_created) return t("topicMade", { name: message.forum_topic_created.name });
  if (message.forum_topic_closed) return t("topicClosed");
  if (message.forum_topic_reopened) return t("topicReopened");
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("migrated");
  if (message.new_chat_title) return t("renamed", { name: message.new_chat_title });
  const known = ["text", "caption", "photo", "voice", "video", "document", "location", "contact", "poll", "sticker",
    "audio", "dice", "animation", "venue", "video_note"];
  return known.some((name) => message[name] !== undefined) ? null : t("service");
}
