"""Departments and the whistle menu in the roster: read, written out, read in again; what is wrong with a row."""

from datetime import timedelta
from pathlib import Path

from casework.settings import Settings
from locales.translator import translator
from roster.exporting import export_roster
from roster.importing import import_roster
from storage.database import Database, migrate
from storage.roster import Roster, SheetChanges

EN = translator("en")
EXAMPLES = Path(__file__).parents[2] / "docs/examples"


async def _town(folder: Path) -> Database:
    url = f"sqlite:///{folder / 'roster.db'}"
    await migrate(url)
    database = await Database.open(url)
    for name in ("beiji.csv", "beiji-officers.csv", "beiji-departments.csv", "beiji-menu.csv"):
        report = await import_roster(database, EXAMPLES / name, EN)
        assert not report.faults, report.faults
    return database


async def test_the_examples_are_read_and_written_out_and_read_in_again(tmp_path: Path) -> None:
    """docs/examples: three departments with their officers, three matters; an export changes nothing."""
    database = await _town(tmp_path)
    try:
        departments = await Roster(database).departments()
        assert [one.name for one in departments] == ["城管执法", "派出所", "市场监管所"]
        assert departments[0].categories == ["vendors", "illegal_building", "small_ads"]
        posts = {post.id: post for post in await Roster(database).posts()}
        assert posts[departments[0].leader_post_id or 0].name == "郭队"
        assert sorted(post.name for post in posts.values() if post.department_id == departments[0].id) == [
            "小田",
            "郭队",
        ]
        work = database.work(Settings())
        area = await work.area_by_code("beiji")
        assert area is not None
        menu = {one.matter: one for one in await work.menu_for((area.id,))}
        assert menu["校门口占道"].report_in == timedelta(minutes=30)
        assert menu["校门口占道"].feedback == timedelta(hours=4)
        assert len(menu["校门口占道"].departments) == 3
        assert menu["私搭乱建"].feedback_days == 20
        assert menu["夜市检查"].report_in is None
        out = tmp_path / "out.xlsx"
        await export_roster(database, out, EN)
        again = await import_roster(database, out, EN, remove=True)
        assert not again.faults, again.faults
        assert again.sheets == {"departments": SheetChanges(same=3), "menu": SheetChanges(same=3)}
    finally:
        await database.close()


async def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    """A department, an officer, a category or a limit that is none is a fault of its row, and nothing is read."""
    database = await _town(tmp_path)
    wrong = tmp_path / "wrong.csv"
    try:
        wrong.write_text(
            "清单编码,事项,管哪儿,叫谁,报到时限\nx,路灯,beiji,路灯所,30分钟\ny,树,beiji,城管执法,马上\n", "utf-8"
        )
        report = await import_roster(database, wrong, EN)
        assert [(one.row, one.why.partition(" no ")[0]) for one in report.faults] == [(2, "There is"), (3, '"马上" is')]
        wrong.write_text("部门编码,部门名称,管哪儿,人员,管哪些类\nz,林业,beiji,张姐,砍树\n", "utf-8")
        report = await import_roster(database, wrong, EN)
        assert [one.row for one in report.faults] == [2, 2]
        assert len(await Roster(database).departments()) == 3
    finally:
        await database.close()
