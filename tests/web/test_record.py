"""The record sheet of a whistle on the board: the page that chat sends, to whoever may have it there."""

from dataclasses import replace

from casework.issue.doing import OnIssue
from casework.issue.resolving import Resolve, resolve
from casework.issue.triage import accept
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.test_whistles import whistled
from tests.web.conftest import Browser
from tests.web.test_board import words
from tests.web.test_figures import enter, site
from tests.web.wall_town import WallTown
from web.app import pages


async def test_the_record_sheet_as_a_page(town: WallTown, browser: Browser) -> None:
    """From the board and from its matter, in both languages, with a style from a file; for whoever whistled."""
    made = await whistled(town)
    record = f"/board/record/{made.id}"
    async with browser(pages(replace(site(town.database), settings=town.settings))) as client:
        assert (await client.get(record)).status_code == 401
        await enter(town, client, "community")
        for path in ("/board", f"/board/matter/{made.issue_id}"):
            assert f'href="{record}"' in (await client.get(path)).text
        answer = await client.get(record)
        assert "<style" not in answer.text
        assert answer.headers["cache-control"] == "no-store"
        said = words(answer)
        for part in ("报到情况记录单", "占道", "城管", "签字"):
            assert part in said
        assert 'lang="en"' in (await client.get(f"{record}?lang=en")).text
        assert (await client.get("/board/record/1")).status_code == 404
        assert (await client.get(f"/board/record/{1 << 70}")).status_code == 404
        without = await client.get(f"{record}.pdf")
        assert (without.status_code, "PDF" in without.text) == (404, True)


async def test_who_may_not_have_the_record_sheet(town: WallTown, browser: Browser) -> None:
    """A board alone opens none: as in chat it is for whoever whistled, decides there, or has the matter."""
    made = await whistled(town)
    async with browser(pages(replace(site(town.database), settings=town.settings))) as client:
        await enter(town, client, "supervisor")
        assert (await client.get("/board")).status_code == 200
        for path in (f"/board/record/{made.id}", f"/board/record/{made.id}.pdf"):
            assert (await client.get(path)).status_code == 404


async def test_photos_on_the_sheet(town: WallTown, browser: Browser) -> None:
    """Those of the matter that stand on the wall, six at most: by address on the page, in the file itself on paper;
    none before it is done, and none that were not released."""
    made = await whistled(town)
    issue_id, steward = made.issue_id or 0, PEOPLE["steward"]
    issue = await town.work().issue(issue_id)
    for _ in range(4):
        await town.photo(issue, after=False)
    printed: list[str] = []

    async def pdf(html: str) -> bytes:
        printed.append(html)
        return b"%PDF"

    pages_of = pages(replace(site(town.database), settings=town.settings, pdf=pdf))
    async with browser(pages_of) as client:
        await enter(town, client, "community")
        record = f"/board/record/{made.id}"
        assert "<img" not in (await client.get(record)).text
        await town.do(lambda work: accept(OnIssue(issue_id=issue_id, by=steward, at=TEN), work))
        done = Resolve(issue_id=issue_id, by=steward, at=TEN, text="换了", whistle_known=True)
        await town.do(lambda work: resolve(done, work))
        for released in (True, True, True, False):
            await town.photo(issue, after=True, released=released)
        page = (await client.get(record)).text
        assert (page.count("<img"), page.count('src="/photo/')) == (6, 6)
        assert (page.count("<figcaption>报事时"), page.count("<figcaption>办好后")) == (3, 3)
        assert (await client.get(f"{record}.pdf")).content == b"%PDF"
    (html,) = printed
    assert (html.count("<img"), html.count('src="data:image/jpeg;base64,')) == (6, 6)
    work = town.work()
    on_sheet, on_paper = await work.pictures_on_sheet(issue_id), await work.pictures_on_paper(issue_id)
    assert on_sheet == [one for one, _ in on_paper]
    assert all(one.name in page for one in on_sheet)
