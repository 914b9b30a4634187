"""The `world` of a story: a sandbox with its clock stopped at ten, the real bot beside it, a small town in both."""

import asyncio
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC
from pathlib import Path

import httpx
import pytest

from bot.app import App
from bot.config import TOKEN_VARIABLE, Config, parse
from casework.settings import Settings
from sandbox.run import running
from storage.database import Database
from storage.inbox import Inbox
from storage.outbox import Outbox
from tests.ports import free_port
from tests.stories.english import english_words
from tests.stories.heard import UPDATE, compare, heard
from tests.stories.town import settle_town
from tests.stories.world import TEN, World

HERE = Path(__file__).parent
IN_WORDS = """
another_home another_matter answers asked_beside asked_of_rows asked_of_the_service by_number called_in_words
departments_say notice_answers of_anothers of_ones_own of_the_bot officers_say one_of_several outage_too over
plain_words rating_words said_after said_in_passing said_of_ones_own said_of_results said_to_each_other
second_thoughts set_aside sounds_worse spoken_against staff_alone staff_as_they_talk staff_asks staff_busy
staff_counts staff_deeds staff_each staff_few_words staff_gives staff_group_acts staff_homes staff_in_passing
staff_in_plain_talk staff_next_line staff_not_done staff_own_words staff_plainly staff_progress staff_said
staff_sent staff_sides staff_takes staff_taking staff_to_whom staff_word staff_words taken_back tongues typed
typed_told unsure wishes words_and_photos
"""
"""Modules of what people say where they could press: by other words to the same deeds and refusals, which the stories
of presses, clocks and rights play in `make test`. What is said of a danger or a complaint is not among them."""


WHOLE = "danger holes ladder private rights_wire seats whose_words"
"""Modules of which no story may wait: who is rung and when, and who may do and know."""
FIRST = 3
"""Stories of each other module that `make test` tells: what its feature is there for stands first in it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What `make test` does not tell is part of `make variants`: a story's further words, the modules of IN_WORDS, and
    what comes after the first stories of a module. A tenth of all, and each feature is met."""
    told: dict[Path, set[str]] = defaultdict(set)
    in_words = {f"test_{name}" for name in IN_WORDS.split()}
    whole = {f"test_{name}" for name in WHOLE.split()}
    for item in items:
        if UPDATE or not isinstance(item, pytest.Function) or HERE not in item.path.parents:
            continue
        stories, module = told[item.path], item.path.stem
        if item.originalname in stories or module in in_words or (len(stories) >= FIRST and module not in whole):
            item.add_marker(pytest.mark.variant)
        stories.add(item.originalname)


@pytest.fixture
def more_config() -> str:
    """Further lines of the configuration; a story's module overrides it, e.g. with '[ladder.2]...'."""
    return ""


@pytest.fixture
def port() -> int:
    """Where the pages are, in a story's module that serves them."""
    return free_port()


def pages_at(port: int) -> str:
    """The configuration of a bot that serves the pages too."""
    return f'[web]\npages_port = {port}\nurl = "http://127.0.0.1:{port}"\n'


@pytest.fixture
def introduces() -> bool:
    """Whether the bot sets its menus at the start and looks at its rights, 15 calls; a module that shows them overrides
    it."""
    return False


class Service:
    """The bot as a service that can be stopped and started."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Returns when it is at work."""
        app = await App.build(self._config)
        self._stop.clear()
        self._running = asyncio.create_task(app.run(self._stop))
        started = asyncio.create_task(app.started.wait())
        await asyncio.wait({self._running, started}, return_when=asyncio.FIRST_COMPLETED)
        started.cancel()

    async def stop(self) -> None:
        """Returns when it is gone; raises what it died of."""
        self._stop.set()
        if self._running is not None:
            running, self._running = self._running, None
            await running


@pytest.fixture
async def world(
    database_file: Path,
    empty_database: Path,
    monkeypatch: pytest.MonkeyPatch,
    more_config: str,
    introduces: bool,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[World]:
    """The town at ten o'clock, with the bot at work.

    Afterwards nothing may have failed behind the scenes, and no Chinese phone may show an English word.
    """
    if not introduces:
        monkeypatch.setattr(App, "_introduce", _say_nothing)
    async with (
        running(now=TEN.timestamp()) as sandbox,
        httpx.AsyncClient(base_url=sandbox.url, transport=httpx.ASGITransport(sandbox.app)) as http,
    ):
        world = World(http, sandbox.app)
        sandbox.world.http_apps = True
        world.events = lambda: sandbox.world.events.since(0)
        await world.set_stage(sandbox.world)
        monkeypatch.setenv(TOKEN_VARIABLE, world.bot["token"])
        config = parse(
            f'[telegram]\nbase_url = "{sandbox.url}"\n[database]\nurl = "sqlite:///{database_file}"\n'
            f'[clock]\nsource = "sandbox"\n{more_config}'
        )
        shutil.copy(await _settled(world, config.settings, empty_database, tmp_path_factory), database_file)
        database = world.database = await Database.open(config.database.url)
        # An empty update stands for those that were swallowed, so that the bot knows how far it is.
        await Inbox(database).take_in([{"update_id": world.heard}], "polling", TEN.astimezone(UTC))
        service = world.service = Service(config)
        try:
            await service.start()
            await world.settle()
            yield world
            if not world.expect_failures:
                await _nothing_failed(database)
            compare(request.node.nodeid.partition("stories/")[2], await heard(world, database))
            english = {world.users[name] for name in world.readers_of_english}
            shown = english_words(world.events(), world.bot["id"], english)
            assert not shown, "English on a Chinese phone:\n" + "\n".join(shown)
        finally:
            await service.stop()
            await database.close()


_towns: dict[tuple[tuple[str, int], ...], Path] = {}


async def _settled(world: World, settings: Settings, empty: Path, folders: pytest.TempPathFactory) -> Path:
    """The town of these people and groups, settled once in a process: that took a fifth of a story's beginning."""
    key = tuple((world.users | world.chats).items())
    if key not in _towns:
        file = Path(shutil.copy(empty, folders.mktemp("town") / "town.db"))
        database = await Database.open(f"sqlite:///{file}")
        await settle_town(database, settings, world.users, world.chats, TEN.astimezone(UTC))
        await database.close()
        _towns[key] = file
    return _towns[key]


async def _say_nothing(_: App) -> None:
    """Instead of menus."""


async def _nothing_failed(database: Database) -> None:
    """No update was put aside, no message is dead."""
    aside = await Inbox(database).put_aside_rows()
    assert not aside, "updates were put aside:\n" + "\n".join(f"{one.error}: {one.raw}" for one in aside)
    dead = [one for one in await Outbox(database).failed(100) if one.state == "dead"]
    assert not dead, "messages are dead:\n" + "\n".join(f"{one.kind}: {one.error}" for one in dead)
