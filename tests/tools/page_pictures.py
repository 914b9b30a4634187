"""Part of `make pictures`: the echo wall and the board of an invented community, at phone width, and a page of its
monthly report, in a real browser.

Writes docs/pictures/wall.{zh,en}.png, board.{zh,en}.png, app.{zh,en}.png (the board inside Telegram, by night) and
report.{zh,en}.png.
"""

import asyncio
import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from playwright.async_api import async_playwright
from sqlalchemy import update

from casework.model.issues import State
from locales.translator import best_language, translator
from sandbox.apps import THEMES
from storage import tables
from storage.database import Database
from tests.browser.test_board_app import opened
from tests.browser.test_pages import Pages, filled, served
from tests.tools.pictures import ARGUMENTS, PICTURES
from tests.web.wall_town import TEN
from web.report import report
from web.site import Site

NAMES = {"steward": "王师傅", "grid_head": "李姐", "building_head": "赵姨", "community": "张姐"}
SIZE = (390, 844)
PAPER = (820, 1160)
"""A sheet of A4."""
LANGUAGES = {"zh": "zh-CN", "en": "en"}
NEWEST = ("fire_lane", "消防车道停了一排车")
"""Which kind, what is written."""


async def main() -> int:
    """Take them."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser_path is None:
        print("no chromium: apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(f"sqlite:///{Path(folder) / 'town.db'}", create=True)
        town = await filled(database)
        for name, said in NAMES.items():
            await _call(database, name, said)
        await town.matter(NEWEST[0], State.REPORTED, text=NEWEST[1], at=TEN + timedelta(hours=4, minutes=58))
        async with served(database, town) as made, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
            shown = Pages(made.url, browser, database)
            for short, locale in LANGUAGES.items():
                async with shown.open("/wall/by", SIZE, locale=locale) as page:
                    await page.locator("#matters").scroll_into_view_if_needed()
                    await page.evaluate("document.querySelector('#matters').scrollIntoView()")
                    await page.screenshot(path=PICTURES / f"wall.{short}.png")
                async with shown.board(SIZE) as page:
                    await page.goto(f"{made.url}/board?lang={short}")
                    await page.screenshot(path=PICTURES / f"board.{short}.png")
                async with opened(shown, THEMES["dark"]) as page:
                    if short != "zh":
                        await page.get_by_role("link", name="English").click()
                        await page.wait_for_selector(f"html[lang={locale}]")
                    await page.screenshot(path=PICTURES / f"app.{short}.png")
                file = Path(folder) / f"report.{short}.html"
                file.write_text(await _report(made, locale), "utf-8")
                page = await browser.new_page(viewport={"width": PAPER[0], "height": PAPER[1]})
                await page.goto(file.as_uri())
                await page.screenshot(path=PICTURES / f"report.{short}.png")
            await browser.close()
        await database.close()
    return 0


async def _report(made: Site, language: str) -> str:
    work = made.database.work(made.settings)
    area = await work.area_by_code("by")
    assert area is not None
    return await report(made, [area], TEN.date().replace(day=1), work, translator(best_language(language)))


async def _call(database: Database, name: str, said: str) -> None:
    named = update(tables.posts).where(tables.posts.c.name == name).values(name=said)
    await database.write(lambda connection: connection.execute(named))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
