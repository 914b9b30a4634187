"""Setting it up and keeping it at work: init, run, web, migrate, doctor, health."""

import argparse
import asyncio
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.shared import Commands, add, bot_name, complain, opened
from bot.config import TOKEN_VARIABLE, Config, ConfigError, load
from bot.running import logs
from locales.translator import Translator

ADMIN_CODE = "admin"
"""Code of the first administrator's post; it belongs to no place."""


def add_to(commands: Commands) -> None:
    add(commands, "init", "write a configuration, make the database, print the first administrator's link", _init)
    add(commands, "run", "run the bot until it is told to stop", _run)
    add(commands, "web", "serve the pages alone, beside a bot that runs elsewhere", _web)
    add(commands, "migrate", "make the database's tables, or move them forward", _migrate)
    add(commands, "doctor", "look for what is wrong, and say what to do", _doctor)
    add(commands, "health", "whether the bot is at work, for a container's health check", _health)


async def _init(given: argparse.Namespace, tr: Translator) -> int:
    """Nothing that exists is overwritten; running it again prints the link again, until it is claimed."""
    from storage.database import migrate

    if given.config.exists():
        print(tr.t("{file} is there already and stays as it is.", file=given.config))
    else:
        example = Path(__file__).parents[1].joinpath("config.example.toml").read_text(encoding="utf-8")
        given.config.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(
            os.open(given.config, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(example)
        print(tr.t("{file} is written: look through it.", file=given.config))
    config = load(given.config)
    await migrate(config.database.url)
    print(tr.t("The database is ready."))
    if link := await _admin_link(config):
        print(tr.t("The first administrator opens this link, once, within a week: {link}", link=link))
    else:
        print(
            tr.t(
                "The first administrator's post is taken. A new link for it: weilinli roster links --renew {code}",
                code=ADMIN_CODE,
            )
        )
    print(
        tr.t(
            "Next: {variable} or telegram.token_file, weilinli roster import FILE, weilinli doctor, weilinli run.",
            variable=TOKEN_VARIABLE,
        )
    )
    print(tr.t("A new community begins with a trial of two weeks: nobody above it is rung; roster import says so."))
    return 0


async def _admin_link(config: Config) -> str:
    """Empty when the post is taken."""
    from casework.model.people import Post, Rank, Role
    from casework.neighbourhood.claiming import link_for

    async with opened(config) as database:
        work = database.work(config.settings)
        post = await work.post_by_code(ADMIN_CODE)
        if post is None:
            post = Post(id=work.new_id(), code=ADMIN_CODE, role=Role.ADMIN, rank=Rank.PRIMARY, name="管理员")
            work.add(post)
        if post.person_id is not None:
            return ""
        code = link_for(post, await work.open_link(post.id), None, datetime.now(UTC), work).code
        await work.commit()
    return f"https://t.me/{await bot_name(config) or 'YOUR_BOT'}?start=p_{code}"


@contextmanager
def _without_collecting() -> Iterator[None]:
    """What a start loads stays: looking through it for garbage would be a sixth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _run(given: argparse.Namespace, tr: Translator) -> int:
    with _without_collecting():
        from bot.app import App
        from bot.incoming.intake import TokenRefused
        from bot.running.clock import ClockGone

        logs.set_up()
        app = await App.build(load(given.config))
        gc.freeze()
    try:
        await app.run()
    except (TokenRefused, ClockGone) as error:
        return complain(tr.t(str(error)), 1)
    return 0


async def _web(given: argparse.Namespace, tr: Translator) -> int:
    """The pages of a database on which a bot works, in a process of their own. Raises ConfigError without a port."""
    from bot.app import on_signals
    from bot.running.printer import pdf_maker
    from bot.running.serving import pages_server

    config = load(given.config)
    if not config.web.pages_port:
        raise ConfigError("web.pages_port: the pages need a port to listen on")
    logs.set_up()
    name = await bot_name(config)
    async with opened(config) as database:
        serving = asyncio.create_task(
            pages_server(config, database, lambda: datetime.now(UTC), lambda: name, pdf_maker()), name="pages"
        )
        stopped = asyncio.create_task(on_signals().wait())
        await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if serving.done():
            serving.result()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
    return 0


async def _migrate(given: argparse.Namespace, tr: Translator) -> int:
    from storage.database import migrate

    await migrate(load(given.config).database.url)
    print(tr.t("The database is ready."))
    return 0


async def _doctor(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.doctor import Level, examine, lines

    findings = await examine(load(given.config), tr)
    print("\n".join(lines(findings)))
    return 1 if any(one.level is Level.FAIL for one in findings) else 0


async def _health(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.health import trouble

    if wrong := await trouble(load(given.config)):
        return complain(wrong, 1)
    print("ok")
    return 0
