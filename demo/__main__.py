"""`make demo`: a neighbourhood of 北极街道's shape on this machine, with no token, no phone and no server.

Starts the sandbox and the real bot as two processes, sets the stage, and plays: in the browser, or with --headless in
the terminal. From then on it uses nothing but the sandbox's HTTP, as people's phones would.
"""

import argparse
import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from bot.config import TOKEN_VARIABLE
from demo.player import Player, StoryFailed
from demo.story_texts import HEADLESS, stories
from locales.translator import DEFAULT_LANGUAGE, WHOLE, translator
from roster.importing import import_roster, report_lines
from roster.links import links
from storage.database import Database, migrate

NOW = "2026-11-21T10:00:00+08:00"
PORT = 8081
USERNAME = "weilinli_demo_bot"
CONFIG = """
[telegram]
base_url = "{url}"
[database]
url = "{database_url}"
[neighbourhood]
language = "{language}"
[clock]
source = "sandbox"
[web]
url = "{pages}"
pages_port = {pages_port}
"""
START_SECONDS = 60.0
EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
ROSTER = EXAMPLES / "beiji.csv"
FURTHER = tuple(EXAMPLES / f"beiji-{name}.csv" for name in ("officers", "departments", "menu"))

RESIDENTS = {"孙大妈": "03", "老郑": "03", "小周": "03", "何叔": "05", "小吴": "08"}
"""Who lives in which building of the estate."""
STAFF_GROUP, PUBLIC_GROUP = "三网格工作群", "北苑小区邻里群"
CITY_GROUP, POLICE_GROUP = "城管执法群", "派出所群"
POSTS = {  # the name in stories: the person in the example roster
    "steward": "王师傅",
    "steward2": "李师傅",
    "head": "李姐",
    "head2": "孙哥",
    "building": "赵姨",
    "community": "张姐",
    "community2": "刘哥",
    "street": "陈主任",
    "street2": "周主任",
    "supervisor": "吴督办",
    "admin": "郑工",
    "officer": "小田",
    "chief": "郭队",
    "police": "周警官",
    "market": "钱所长",
}
ABOVE = ("street", "street2", "supervisor")
OFFICERS = ("officer", "chief", "police", "market")
"""Who is in no group of the grid."""

HINT = {
    "zh": "您现在就是孙大妈：写一句“下水道堵了”，点“报上去”，再点“到下一个点”，看谁的手机响。",
    "en": "You are the resident: write what is broken, press “report”, then “to the next deadline”. Whose phone rings?",
}
"""What to do, in one line, for the page."""
LANGUAGE_CODES = {"zh_CN": "zh-hans", "en": "en"}
"""Telegram's codes for the languages of people's phones."""
WORDS = {
    "zh_CN": {
        "agree": "同意",
        "staff": "工作群",
        "public": "居民群",
        "city": "城管执法",
        "patrol": "派出所",
        "page": "网页看板",
        "app": "打开看板",
    },
    "en": {
        "agree": "agree",
        "staff": "Staff group",
        "public": "Residents' group",
        "city": "城管执法",
        "patrol": "派出所",
        "page": "As a page",
        "app": "Open the board",
    },
}
BINDINGS = {"staff": ("北极街道", "北苑社区", "三网格"), "public": ("北极街道", "北苑社区"), "city": (), "patrol": ()}
"""What the administrator presses after /bind in each group, and then as which group."""


class DemoFailed(Exception):
    """One line for whoever started it."""


def main(arguments: list[str] | None = None) -> int:
    """Play it. 0 only if everything that the story expects was seen on the phones."""
    options = _options(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with ExitStack() as stack:
            stage = stack.enter_context(_stage(options))
            return _headless(stage, options) if options.headless else _live(stage, options)
    except (DemoFailed, StoryFailed) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n再见。 Good-bye.")
        return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo", description="微邻里 on this machine")
    parser.add_argument("--headless", action="store_true", help="play in the terminal, without pauses, and check it")
    parser.add_argument("--port", type=int, default=PORT, help=f"of the page and of the sandbox (default {PORT})")
    parser.add_argument("--language", choices=WHOLE, default=DEFAULT_LANGUAGE, help="that people's phones speak")
    parser.add_argument(
        "--filled",
        action=argparse.BooleanOptionalAction,
        help="with a month of invented life before it, half a minute; usual in the browser, not with --headless",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open the page, only print where it is")
    return parser.parse_args(arguments)


def _headless(stage: "Stage", options: argparse.Namespace) -> int:
    player = Player(stage.http, stage.names, stage.people_names())
    for story in stories(options.language):
        if story["id"] not in HEADLESS:
            continue
        print(f"\n— {story['title']['zh']} / {story['title']['en']}")
        player.play(story)
    _look_at_pages(stage)
    print("✓ 每一条都在手机上看到了。 Every expected message was seen on the phones.")
    return 0


def _look_at_pages(stage: "Stage") -> None:
    """The wall as anybody opens it, and the board by the buttons that the community presses."""
    player = Player(stage.http, stage.names, stage.people_names())
    player.write("community", "/board")
    signed = player.app("community", WORDS[stage.language]["app"])
    player.press("community", WORDS[stage.language]["page"])
    link = player.link("community", f"{stage.pages}/open/")
    with httpx.Client(timeout=30, trust_env=False, follow_redirects=True) as browser:
        for what, method, url in (("回音壁 / wall", "GET", stage.pages), ("亮灯 / board", "POST", link)):
            answer = browser.request(method, url)
            if answer.is_error:
                raise DemoFailed(f"{what}: {answer.status_code} {url}")
            print(f"   {what}: {answer.url}")
        launched = browser.post(f"{stage.pages}/app", content=signed)
        if launched.is_error:
            raise DemoFailed(f"Mini App: {launched.status_code}")
        print(f"   亮灯（Telegram 里）/ board inside Telegram: {stage.pages}/app")


def _live(stage: "Stage", options: argparse.Namespace) -> int:
    stage.call("POST", "/api/clock", {"rate": 1})
    print(f"\n打开 / open  {stage.url}/")
    print(f"回音壁 / the echo wall  {stage.pages}/")
    print("亮灯：页面上点“亮灯”，张姐的手机上就有“🖥 打开看板”的按钮。 / The board: press “Board” on the page.")
    print("左边是居民孙大妈：写一句“下水道堵了”，点“报上去”，再点“到下一个时限”。上面可以播放故事。")
    print("On the left is the resident: write a line, press the first button, then “to the next deadline”.")
    print("演示里不分上班下班，夜里也照样走；真用起来默认 8:00—20:00。")
    print("Service hours are off here: the night is like the day. In real use: 08:00-20:00, unless set otherwise.")
    print("Ctrl-C 结束 / ends it.")
    if not options.no_browser:
        webbrowser.open(f"{stage.url}/")
    while stage.alive():
        time.sleep(0.5)
    raise DemoFailed("the bot or the sandbox stopped; its last lines are above")


class Stage:
    """A running sandbox with the bot and everybody in it."""

    def __init__(self, url: str, language: str, processes: list[subprocess.Popen[bytes]], pages: str = "") -> None:
        self.url = url
        self.pages = pages
        self.language = language
        self.http = httpx.Client(base_url=url, timeout=90, trust_env=False)
        self.processes = processes
        self.names: dict[str, int] = {}
        self._known: dict[int, str] = {}

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """One request to the people's side. Raises DemoFailed with the sandbox's words."""
        try:
            answer = self.http.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise DemoFailed(f"the sandbox does not answer: {type(error).__name__}") from None
        if answer.is_error:
            raise DemoFailed(f"{method} {path}: {answer.text[:300]}")
        return answer.json()

    def alive(self) -> bool:
        """Whether both processes run."""
        return all(one.poll() is None for one in self.processes)

    def person(self, key: str, name: str) -> None:
        """Give somebody a phone."""
        user = self.call("POST", "/api/users", {"first_name": name, "language_code": LANGUAGE_CODES[self.language]})
        self.names[key] = user["id"]
        self._known[user["id"]] = name

    def group(self, key: str, title: str, members: list[str]) -> None:
        """A group with the bot as a member, owned by the administrator."""
        body = {
            "type": "supergroup",
            "title": title,
            "members": [self.names[one] for one in members],
            "owner": self.names["admin"],
            "bots": [self.names["bot"]],
        }
        self.names[key] = self.call("POST", "/api/chats", body)["id"]
        self._known[self.names[key]] = title

    def people_names(self) -> dict[int, str]:
        """Ids to names, for printing."""
        return dict(self._known)

    def settle(self, seconds: float = 0) -> None:
        """Let so much time pass, and wait until the bot has done everything."""
        self.call("POST", "/api/clock/advance", {"seconds": seconds})
        self.call("POST", "/api/clock/settle", {})


@contextmanager
def _stage(options: argparse.Namespace) -> Iterator[Stage]:
    _free(options.port)
    with tempfile.TemporaryDirectory(prefix="weilinli-demo-") as folder, ExitStack() as stack:
        url = f"http://127.0.0.1:{options.port}"
        sandbox = _start(stack, "sandbox", "--port", str(options.port), "--now", NOW, "--rate", "0", "--http-apps")
        pages_port = _held_port(stack)
        stage = Stage(url, options.language, [sandbox], pages=f"http://127.0.0.1:{pages_port}")
        _wait(stage)
        bot = stage.call(
            "POST", "/api/bots", {"username": USERNAME, "name": "微邻里", "can_read_all_group_messages": True}
        )
        stage.names["bot"] = bot["id"]
        print("准备小区… setting the stage", flush=True)
        database_url = f"sqlite:///{folder}/demo.db"
        seats = asyncio.run(_furnish(database_url))
        config = Path(folder) / "config.toml"
        text = CONFIG.format(
            url=url, database_url=database_url, language=options.language, pages=stage.pages, pages_port=pages_port
        )
        config.write_text(text, "utf-8")
        environment = {**os.environ, TOKEN_VARIABLE: bot["token"]}
        stage.processes.append(_start(stack, "bot.cli", "run", "--config", str(config), environment=environment))
        _until_bot_follows(stage)
        _people(stage, seats)
        if not options.headless if options.filled is None else options.filled:
            _fill(stage, config)
            stage.processes.append(_start(stack, "bot.cli", "run", "--config", str(config), environment=environment))
            _until_bot_follows(stage)
        stage.call("POST", "/api/stage", _phones(stage))
        stage.call(
            "POST", "/api/stories", {"stories": [story | {"names": stage.names} for story in stories(options.language)]}
        )
        yield stage


def _free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            other = 'make demo ARGS="--port 8090"'
            raise DemoFailed(f"端口 {port} 有别的程序在用。 Port {port} is in use; try: {other}") from None


def _held_port(stack: ExitStack) -> int:
    """A port that nobody else is given while the demo runs: bound here, where nothing listens, the bot still may."""
    held = stack.enter_context(socket.socket())
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return int(held.getsockname()[1])


def _start(
    stack: ExitStack, module: str, *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-m", module, *arguments], env=environment, start_new_session=True)

    def stop() -> None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()

    stack.callback(stop)
    return process


def _wait(stage: Stage) -> None:
    end = time.monotonic() + START_SECONDS
    while stage.alive() and time.monotonic() < end:
        try:
            if stage.http.get("/clock?once=1").is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise DemoFailed("the sandbox did not start; its last lines are above")


async def _furnish(database_url: str) -> dict[str, str]:
    """The database with the example's roster; the start parameters of the posts' one-time links, by person."""
    tr = translator("zh_CN")
    await migrate(database_url)
    database = await Database.open(database_url)
    try:
        for file in (ROSTER, *FURTHER):
            report = await import_roster(database, file, tr, live=True)
            if report.faults:
                raise DemoFailed("\n".join(report_lines(report, tr)))
        handed = await links(database, USERNAME, datetime.now(UTC), tr)
    finally:
        await database.close()
    return {link.name: link.url.partition("start=")[2] for link in handed}


def _until_bot_follows(stage: Stage) -> None:
    """The bot takes its time from the sandbox: once it does so, it is at work."""
    end = time.monotonic() + START_SECONDS
    while stage.alive() and time.monotonic() < end:
        if stage.call("GET", "/api/clock")["followers"]:
            return
        time.sleep(0.05)
    raise DemoFailed("the bot did not start; its last lines are above")


def _fill(stage: Stage, config: Path) -> None:
    """A month before now, for wall, board and figures: while the bot sleeps, or it would fire what was due then."""
    print("演一个月的日子，约半分钟… a month of life, about half a minute", flush=True)
    bot = stage.processes.pop()
    bot.terminate()
    bot.wait(30)
    until = datetime.fromtimestamp(stage.call("GET", "/api/clock")["now"], UTC).isoformat()
    command = [sys.executable, "-m", "bot.cli", "demo-data", "--config", str(config), "--until", until]
    if subprocess.run(command, check=False).returncode:
        raise DemoFailed("the month could not be made; the line above says why")


def _people(stage: Stage, seats: dict[str, str], *, departments: bool = True) -> None:
    """Everybody gets a phone, follows the link of the post, and the administrator ties the groups to the grid. Without
    departments: neither their officers nor their groups."""
    posts = {key: name for key, name in POSTS.items() if departments or key not in OFFICERS}
    for key, name in posts.items():
        stage.person(key, name)
        if name not in seats:
            raise DemoFailed(f"{ROSTER.name} has no post for {name}")
        stage.call("POST", f"/api/users/{stage.names[key]}/start", {"bot": stage.names["bot"], "payload": seats[name]})
    residents = [f"resident{number or ''}" for number in range(len(RESIDENTS))]
    for key, (name, building) in zip(residents, RESIDENTS.items(), strict=True):
        stage.person(key, name)
        body = {"bot": stage.names["bot"], "payload": f"b_beiyuan-xq-{building}"}
        stage.call("POST", f"/api/users/{stage.names[key]}/start", body)
    stage.settle(5)
    player = Player(stage.http, stage.names, stage.people_names(), quiet=True)
    for key in (*posts, *residents):
        player.press_if_there(key, WORDS[stage.language]["agree"])
    stage.settle(5)
    staff = [key for key in POSTS if key not in (*ABOVE, *OFFICERS)]
    stage.group("staff", STAFF_GROUP, staff)
    stage.group("public", PUBLIC_GROUP, [*staff, *residents])
    if departments:
        stage.group("city", CITY_GROUP, ["chief", "officer", "admin"])
        stage.group("patrol", POLICE_GROUP, ["police", "admin"])
    stage.settle(5)
    for chat, path in BINDINGS.items():
        if chat not in stage.names:
            continue
        body = {"chat": stage.names[chat], "text": "/bind"}
        stage.call("POST", f"/api/users/{stage.names['admin']}/messages", body)
        for button in (*path, WORDS[stage.language][chat]):
            stage.settle(4)
            player.press("admin", button, chat)
        stage.settle(5)


LABELS = {
    "resident": ("居民 · 3号楼", "resident, building 3"),
    "resident1": ("居民 · 3号楼", "resident, building 3"),
    "resident2": ("居民 · 3号楼", "resident, building 3"),
    "resident3": ("居民 · 5号楼", "resident, building 5"),
    "resident4": ("居民 · 8号楼", "resident, building 8"),
    "head": ("网格长", "grid head"),
    "head2": ("网格长 · 副岗", "grid head, deputy"),
    "steward": ("物业", "property steward"),
    "steward2": ("物业 · 副岗", "property steward, deputy"),
    "building": ("楼长", "building head"),
    "community": ("社区", "community manager"),
    "community2": ("社区 · 副岗", "community manager, deputy"),
    "street": ("街道", "subdistrict manager"),
    "street2": ("街道 · 副岗", "subdistrict manager, deputy"),
    "supervisor": ("督办员", "supervisor"),
    "admin": ("管理员", "administrator"),
    "officer": ("城管执法", "city management"),
    "chief": ("城管执法 · 负责人", "city management, its leader"),
    "police": ("派出所", "police station"),
    "market": ("市场监管所", "market supervision"),
}
"""How the page introduces people."""


def _phones(stage: Stage) -> dict[str, Any]:
    """Who is on the page's phones when it opens."""
    names = stage.names
    shown = (("resident", "bot"), ("head", "staff"), ("community", "bot"))
    return {
        "title": {"zh": "微邻里", "en": "weilinli"},
        "hint": HINT,
        "links": [
            {"text": {"zh": "回音壁（谁都能看）", "en": "Echo wall (for anybody)"}, "url": f"{stage.pages}/"},
            {
                "text": {"zh": "亮灯（张姐）", "en": "Board (the community manager)"},
                "user": names["community"],
                "chat": names["bot"],
                "say": "/board",
            },
        ],
        "time_zone": "Asia/Shanghai",
        "phones": [{"user": names[person], "chat": names[chat]} for person, chat in shown],
        "labels": {str(names[key]): {"zh": zh, "en": en} for key, (zh, en) in LABELS.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
