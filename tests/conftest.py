"""For all tests: what each would do anew is done once a process. With --durations, also the CPU seconds by folder: what
a loaded machine does not blur."""

import asyncio
import functools
import gc
import os
import resource
import secrets
import shutil
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import httpx._config
import httpx._transports.default
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine

from storage.database import migrate
from storage.migrations import upgrade
from tests import postgres
from tests.examples import many

# A loaded machine is slow: no example is judged by how long it took. Of a property that says nothing else half of the
# library's hundred examples are tried at every run, and two hundred in `make slow`.
settings.register_profile(
    "loaded", max_examples=many(50, 4), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("loaded")

CPU = pytest.StashKey[float]()


def cpu_seconds() -> float:
    """Of this process, and of those that it started and that are over."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class Compiled(dict[Any, Any]):
    """Compiled statements by the kind of database, for engines that come and go: each test opens a database of its own,
    and would compile what it asks once more."""

    def get(self, key: Any, default: Any = None) -> Any:
        """By the dialect's class, where SQLAlchemy asks by the dialect of one engine."""
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


def pytest_configure(config: pytest.Config) -> None:
    """A name for the run, before there are workers."""
    if not hasattr(config, "workerinput"):
        os.environ[postgres.RUN] = secrets.token_hex(4)


FROM_OUTSIDE = (
    *("tests/browser/", "tests/benchmarks/", "tests/packaging/", "tests/test_demo.py"),
    *(
        f"tests/bot/test_{name}.py"
        for name in ("demo_data", "hours_cli", "operating", "outages", "printer", "trial_cli")
    ),
)
"""The whole program from outside, in processes of its own: browsers, kills, the demonstration, commands, what is
installed. Few tests and much work, and part of `make variants`: `make test` has the same rules at nearer hand."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of these each is so marked; a story marks itself (stories/conftest.py)."""
    for item in items:
        if item.nodeid.startswith(FROM_OUTSIDE):
            item.add_marker(pytest.mark.variant)


def pytest_unconfigure(config: pytest.Config) -> None:
    """All workers have ended."""
    if not hasattr(config, "workerinput"):
        postgres.over()


gc.disable()
"""Until all is collected. What is made meanwhile stays: a fifth of a collection would go into looking for garbage."""


def pytest_collection_finish() -> None:
    """What was collected stays: looking through it for garbage again and again would be a twentieth of all tests."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """A quarter of a story's time would go into compiling the same statements, and into what SQLAlchemy makes of their
    types."""
    compiled, make = Compiled(), Engine.__init__
    types: dict[type, Any] = {}

    def made(engine: Engine, *given: Any, **more: Any) -> None:
        make(engine, *given, **more)
        if engine.dialect.name == "sqlite":
            engine._compiled_cache = compiled
            engine.dialect._type_memos = types.setdefault(type(engine.dialect), engine.dialect._type_memos)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "__init__", made)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_http() -> Iterator[None]:
    """Much of a test's time would go into reading certificates that nobody checks, and seeking an absent module."""
    with pytest.MonkeyPatch.context() as patch:
        cached = functools.lru_cache(httpx._config.create_ssl_context)
        patch.setattr(httpx._transports.default, "create_ssl_context", cached)
        patch.setattr(httpx, "create_ssl_context", cached)
        if "sniffio" not in sys.modules:
            patch.setitem(sys.modules, "sniffio", None)  # httpcore looks for it at every request
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and nothing in them, to be copied: thirty revisions take half a second."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def database_file(empty_database: Path, tmp_path: Path) -> Path:
    """A copy of the test's own."""
    return Path(shutil.copy(empty_database, tmp_path / "weilinli.db"))


@pytest.fixture(scope="module")
def migrated_at_once(empty_database: Path) -> Iterator[None]:
    """For modules that make many databases: a new file gets the tables of the template, which was migrated revision by
    revision, as tests of migrations are; sixty revisions take a second of one core."""
    really = upgrade.upgrade

    def upgraded(connection: Connection) -> None:
        if connection.dialect.name != "sqlite" or connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first():
            really(connection)
            return
        with closing(sqlite3.connect(empty_database)) as template:
            made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC"  # tables before indexes
            for (sql,) in template.execute(made):
                connection.exec_driver_sql(sql)
            revision = template.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", revision)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrade, "upgrade", upgraded)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Begin to count."""
    item.stash[CPU] = cpu_seconds()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    """What this phase took goes with its report, from the worker that ran it."""
    report: Any = yield
    now = cpu_seconds()
    report.cpu_seconds = now - item.stash[CPU]
    item.stash[CPU] = now
    return report  # type: ignore[no-any-return]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """A line a folder, the dearest first."""
    if not config.option.durations:
        return
    spent: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "cpu_seconds"):
                spent["/".join(report.nodeid.split("::")[0].split("/")[:2])] += report.cpu_seconds
    terminalreporter.section("CPU seconds by folder")
    for folder, seconds in sorted(spent.items(), key=lambda one: -one[1]):
        terminalreporter.line(f"{seconds:8.1f} {folder}")
