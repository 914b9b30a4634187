// What the page itself says, Chinese and English; and how it writes times.
const TEXTS = {
  title: ["本机上的 Telegram", "Telegram on this machine"],
  connecting: ["正在连接…", "Connecting…"],
  reconnecting: ["连接断了，正在重连…", "Connection lost, trying again…"],
  failed: ["没成功：{what}", "That failed: {what}"],
  skip: ["跳到手机", "Skip to the phones"],
  language: ["EN", "中文"],
  languageLabel: ["EN · 换成英文 Switch to English", "中文 · Switch to Chinese 换成中文"],
  themeDark: ["换成深色", "Dark colours"],
  themeLight: ["换成浅色", "Light colours"],
  drawer: ["后台", "Backstage"],
  close: ["关上", "Close"],
  cancel: ["取消", "Cancel"],
  ok: ["好", "OK"],
  copy: ["复制", "Copy"],
  open: ["打开", "Open"],

  phones: ["手机", "Phones"],
  elsewhere: ["别的页面", "Other pages"],
  phoneOf: ["{name}的手机", "{name}'s phone"],
  addPhone: ["再拿一部手机", "One more phone"],
  removePhone: ["收起这部手机", "Put this phone away"],
  changePerson: ["这部手机换个人", "Give this phone to somebody else"],
  whose: ["这部手机给谁用？", "Whose phone is this?"],
  findPerson: ["找人：名字、职务", "Name or role"],
  nobody: ["没有这个人", "Nobody by that name"],
  noPeople: ["还没有人。启动机器人以后，街坊们就来了。", "Nobody here yet. People appear when a bot's programme creates them."],

  chats: ["消息", "Chats"],
  noChats: ["还没有聊天", "No chats yet"],
  bots: ["可以找的机器人", "Bots to talk to"],
  openLink: ["扫码、打开链接", "Scan or open a link"],
  linkHint: ["t.me/…?start=…", "t.me/…?start=…"],
  linkBad: ["这个链接在这儿打不开", "This link cannot be opened here"],
  linkOutside: ["这个链接通到外面去", "This link leads outside"],
  chooseGroup: ["加到哪个群？", "Add it to which group?"],
  unread: ["{n} 条没看", "{n} unread"],
  newMark: ["新", "new"],
  back: ["返回", "Back"],
  chatMenu: ["更多", "More"],
  block: ["拉黑这个机器人", "Block this bot"],
  unblock: ["不再拉黑", "Unblock"],
  blocked: ["你把它拉黑了，它发不来消息", "You blocked it; it cannot write to you"],
  leave: ["退出这个群", "Leave this group"],
  start: ["开始", "Start"],
  startHint: ["点“开始”，跟它说说话", "Press Start to talk to it"],
  members: ["{n} 个人", "{n} members"],
  bot: ["机器人", "bot"],
  typing: ["正在输入…", "typing…"],
  pinned: ["置顶消息", "Pinned message"],
  topics: ["话题", "Topics"],
  general: ["全部", "All"],
  earlier: ["看更早的", "Earlier messages"],
  toEnd: ["到最新的", "To the newest"],
  log: ["聊天内容", "Messages"],
  draftMark: ["你：", "You: "],

  write: ["说点啥…", "Message"],
  send: ["发送", "Send"],
  attach: ["照片、语音、位置、文件", "Photo, voice, place, file"],
  commands: ["命令", "Commands"],
  keyboard: ["大按钮", "Buttons"],
  photo: ["照片", "Photo"],
  samplePhoto: ["拍一张（样片）", "Take one (sample)"],
  document: ["文件", "File"],
  voice: ["语音", "Voice message"],
  sampleVoice: ["说一段语音（3 秒样音）", "Say something (3 s sample)"],
  voiceFile: ["选一段语音", "Choose a recording"],
  video: ["视频", "Video"],
  audio: ["音频", "Audio"],
  location: ["位置", "Place"],
  latitude: ["纬度", "Latitude"],
  longitude: ["经度", "Longitude"],
  contact: ["名片", "Contact"],
  shareContact: ["发我的电话", "Share my number"],
  phoneNumber: ["电话", "Number"],
  poll: ["投票", "Poll"],
  votes: ["{n} 人投了", "{n} votes"],
  closedPoll: ["投票结束了", "Poll closed"],
  sticker: ["贴纸", "Sticker"],
  dice: ["骰子", "Dice"],
  unknown: ["（这种消息在这儿看不了）", "(this kind of message is not shown here)"],
  drop: ["松手就放进来", "Drop it here"],
  pendingFiles: ["要发的", "To be sent"],
  removeFile: ["不发这个", "Remove"],
  replyTo: ["回复 {name}", "Reply to {name}"],
  editing: ["改这条", "Editing"],
  messageMenu: ["这条消息", "This message"],
  reply: ["回复", "Reply"],
  edit: ["改", "Edit"],
  delete: ["删", "Delete"],
  copyText: ["复制文字", "Copy text"],
  react: ["回个 👍", "React 👍"],
  edited: ["改过", "edited"],
  forwarded: ["转自 {name}", "Forwarded from {name}"],
  playVoice: ["播放语音，{n} 秒", "Play voice message, {n} s"],
  pauseVoice: ["停", "Pause"],
  noAnswer: ["机器人没有回应", "The bot did not answer"],
  silent: ["静音", "silent"],
  today: ["今天", "Today"],
  gone: ["消息已经没有了", "The message is gone"],

  joined: ["{name} 进群了", "{name} joined"],
  left: ["{name} 退群了", "{name} left"],
  pinnedIt: ["{name} 置顶了一条消息", "{name} pinned a message"],
  topicMade: ["开了话题：{name}", "Topic opened: {name}"],
  topicClosed: ["话题关了", "Topic closed"],
  topicReopened: ["话题又开了", "Topic reopened"],
  migrated: ["这个群变成超级群了", "This group became a supergroup"],
  renamed: ["群名改成：{name}", "Group renamed: {name}"],
  service: ["群里有变动", "Something changed here"],

  clock: ["小区的钟", "The neighbourhood's clock"],
  plus1: ["+1 分钟", "+1 min"],
  plus5: ["+5 分钟", "+5 min"],
  next: ["到下一个点", "To the next deadline"],
  rate0: ["停住", "Paused"],
  rate1: ["照常走", "Real time"],
  rate60: ["快 60 倍", "60×"],
  rates: ["钟走多快", "How fast the clock runs"],
  agenda: ["接下来", "What is due"],
  agendaNone: ["没有要到点的事", "Nothing is due"],
  inTime: ["{n} 后", "in {n}"],
  overdue: ["到点了", "due"],
  minutes: ["{n} 分钟", "{n} min"],
  hours: ["{n} 小时", "{n} h"],
  days: ["{n} 天", "{n} d"],
  seconds: ["{n} 秒", "{n} s"],
  advancing: ["正在走…", "Moving on…"],
  arrived: ["{time}，来了 {n} 条新消息", "{time}: {n} new messages"],
  arrivedNone: ["{time}，没有新消息", "{time}: nothing new"],
  lookAt: ["看看{name}的手机", "See {name}'s phone"],
  bannerMore: ["还有 {n} 条", "{n} more"],

  stories: ["故事", "Stories"],
  story: ["选一个故事", "Choose a story"],
  playStory: ["放给我看", "Play"],
  pauseStory: ["暂停", "Pause"],
  resumeStory: ["接着放", "Go on"],
  nextStep: ["下一步", "Next step"],
  stopStory: ["不放了", "Stop"],
  speed: ["快慢", "Speed"],
  slow: ["慢慢放", "Slowly"],
  normal: ["正常", "Normal"],
  fast: ["快", "Fast"],
  instant: ["不停顿", "No pauses"],
  step: ["第 {n} 步，共 {all} 步", "Step {n} of {all}"],
  storyDone: ["故事讲完了。手机都还能用，您接着试。", "The story is over. The phones are all yours."],
  storyFailed: ["故事卡在这一步：{what}", "The story got stuck here: {what}"],

  traffic: ["来往", "Traffic"],
  faults: ["毛病", "Faults"],
  people: ["人和群", "People and groups"],
  trafficHint: ["机器人和 Telegram 之间的每一次调用", "Every call between the bot and Telegram"],
  filter: ["筛一筛：方法名、错误", "Filter: method, error"],
  clear: ["清空", "Clear"],
  time: ["时间", "Time"],
  method: ["方法", "Method"],
  chat: ["聊天", "Chat"],
  result: ["结果", "Result"],
  everything: ["所有", "all"],
  faultHint: ["让网络和 Telegram 出点毛病，看机器人扛不扛得住", "Give the network and Telegram a bad day, and see whether the bot copes"],
  fault429: ["429 发太快", "429 too many"],
  fault5xx: ["5xx 服务器坏了", "5xx server error"],
  faultSlow: ["慢", "Slow"],
  faultLost: ["办了，但回信丢了", "Done, but the reply is lost"],
  faultTimeout: ["没回音", "No answer"],
  ignored: ["没理会", "ignored"],
  faultPage: ["来的是个网页（403）", "A web page (403)"],
  faultOdd: ["来的不是 Telegram 的话", "Not Telegram's JSON"],
  times: ["几次", "Times"],
  secondsLabel: ["几秒", "Seconds"],
  always: ["一直", "always"],
  switchOn: ["打开这个毛病", "Switch it on"],
  allOff: ["都关掉", "All off"],
  faultsNone: ["现在没有毛病", "No faults now"],
  faultsOn: ["开着的毛病", "Switched on"],
  limitsOn: ["按 Telegram 的限速", "Telegram's rate limits"],
  groups: ["群", "Groups"],
  upgrade: ["变成超级群", "Make it a supergroup"],
  supergroup: ["超级群", "supergroup"],
  group: ["普通群", "group"],
  onPhone: ["放到手机上", "Put on a phone"],
  blocks: ["拉黑 {name}", "Blocks {name}"],
};

let language = "zh";

export function t(key, values = {}) {
  const pair = TEXTS[key];
  if (!pair) throw new Error(`no text ${key}`);
  return fill(pair[language === "en" ? 1 : 0], values);
}

function fill(text, values) {
  // One pass: a value that looks like a placeholder stays as it is.
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export function getLanguage() {
  return language;
}

export function setLanguage(value) {
  language = value === "en" ? "en" : "zh";
  document.documentElement.lang = language === "en" ? "en" : "zh-Hans";
}

// A text that somebody gives us in both languages, or as one string.
export function both(text) {
  if (text === null || text === undefined) return "";
  if (typeof text !== "object") return String(text);
  return String(text[language] ?? text.zh ?? text.en ?? "");
}

let zone;
let formats = {};

export function setZone(value) {
  zone = value || undefined;
  formats = {};
}

function format(name, options) {
  const key = `${name} ${language}`;
  const locale = language === "en" ? "en-GB" : "zh-CN";
  formats[key] ??= new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: "h23", ...options });
  return formats[key];
}

export const clockTime = (at) => format("time", { hour: "2-digit", minute: "2-digit" }).format(at * 1000);
export const exactTime = (at) =>
  format("exact", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at * 1000);
export const dayOf = (at) =>
  format("day", { month: "long", day: "numeric", weekday: "short" }).format(at * 1000);
export const shortDay = (at) => format("short", { month: "numeric", day: "numeric" }).format(at * 1000);

export function howLong(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return t("seconds", { n: s });
  if (s < 5400) return t("minutes", { n: Math.round(s / 60) });
  if (s < 129600) return t("hours", { n: Math.round(s / 360) / 10 });
  return t("days", { n: Math.round(s / 8640) / 10 });
}
