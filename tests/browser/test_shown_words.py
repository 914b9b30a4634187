"""What the demo and the pictures of the documents show people is filed as the bot itself would file it."""

from pathlib import Path

from sqlalchemy import select

from bot.commands.demo_data import KINDS
from casework.words.guess import guess
from storage import tables
from storage.database import Database
from tests.browser.test_pages import filled
from tests.tools.page_pictures import NEWEST


def kind_of(text: str) -> str:
    """What the bot takes it for, or offers first."""
    found = guess(text)
    return found.kind or found.candidates[0]


async def test_what_pictures_show_is_of_its_kind(tmp_path: Path) -> None:
    """Nobody wonders at the first page that he sees why a blocked fire lane is called bad parking."""
    database = await Database.open(f"sqlite:///{tmp_path / 'town.db'}", create=True)
    await filled(database)
    asked = select(tables.issues.c.category, tables.reports.c.text).join(
        tables.reports, tables.reports.c.issue_id == tables.issues.c.id
    )
    shown = {tuple(row) for row in await database.read(lambda connection: connection.execute(asked).all())}
    await database.close()
    said = {*shown, NEWEST}
    assert len(shown) > 5
    assert [(key, text) for key, text in sorted(said) if kind_of(text) != key] == []


def test_what_the_demo_files_is_of_its_kind() -> None:
    """Of every kind that it has."""
    assert [(key, text) for _, key, text, _ in KINDS if kind_of(text) != key] == []
