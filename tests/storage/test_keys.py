"""Systems outside on both databases: what is sent again is known, and who let them in is on the record."""

from datetime import timedelta

import pytest

from casework.audited import HookAdded, KeyMade, Named
from storage.erasing import erase_some
from storage.errors import StaleError
from storage.hooks import Hooks
from storage.keys import Filed, Keys
from tests.casework.neighbourhood import TEN
from tests.storage.town import Town

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


async def test_what_is_filed_twice_at_once(town: Town) -> None:
    """Of two commits with one sign the second fails; what is older gives way; nobody else's sign counts."""
    keys = Keys(town.database)
    ours, theirs = [await keys.find(await keys.make(name, [2], 5, TEN)) for name in ("ours", "theirs")]
    assert ours is not None
    assert theirs is not None
    first, second = await town.report(), await town.report()

    async def file(issue_id: int, at_minute: int, key_id: int) -> None:
        work, at = town.work(), TEN + at_minute * MINUTE
        work.note_filed(key_id, "s", Filed(issue_id=issue_id, content="c"), at, at - 10 * MINUTE)
        await work.commit()

    await file(first.id, 0, ours.id)
    with pytest.raises(StaleError):
        await file(second.id, 9, ours.id)
    assert await town.work().filed(ours.id, "s", TEN) == Filed(issue_id=first.id, content="c")
    assert await town.work().filed(theirs.id, "s", TEN) is None
    await file(second.id, 9, theirs.id)
    await file(second.id, 11, ours.id)
    assert await town.work().filed(ours.id, "s", TEN + MINUTE) == Filed(issue_id=second.id, content="c")
    assert await town.work().filed(ours.id, "s", TEN + 12 * MINUTE) is None
    assert (await erase_some(town.database, town.settings, TEN + 2 * DAY))["filings"] == 0
    assert (await erase_some(town.database, town.settings, TEN + 2 * DAY + 10 * MINUTE))["filings"] == 1


async def test_systems_are_on_the_record(town: Town) -> None:
    """Made and voided, added and removed: when, which, where; neither key nor secret nor address."""
    keys, hooks = Keys(town.database), Hooks(town.database)
    key = await keys.make("city", [2], 5, TEN)
    await hooks.add("desk", "https://example.org/in?word=hidden", "secret", [3], TEN + MINUTE)
    await keys.void("city", TEN + 2 * MINUTE)
    await hooks.remove("desk", TEN + 3 * MINUTE)
    assert not await keys.void("city", TEN + 4 * MINUTE)
    assert not await hooks.remove("desk", TEN + 4 * MINUTE)
    lines = await town.work().audited()
    assert [(one.action, (one.at - TEN) // MINUTE, one.person_id, one.data) for one in lines[-4:]] == [
        ("key_made", 0, None, KeyMade(name="city", area_ids=(2,), an_hour=5)),
        ("hook_added", 1, None, HookAdded(name="desk", area_ids=(3,))),
        ("key_voided", 2, None, Named(name="city")),
        ("hook_removed", 3, None, Named(name="desk")),
    ]
    assert not [word for word in (key, "secret", "hidden") if word in str(lines)]
