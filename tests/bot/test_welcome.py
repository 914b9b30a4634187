"""Who takes a seat reads of the keys that he has."""

import pytest

from bot.views.seats import welcome
from casework.model.people import Post, Rank, Role
from locales.translator import translator


@pytest.mark.parametrize(("role", "board"), [(Role.DEPARTMENT_OFFICER, False), (Role.GRID_HEAD, True)])
def test_no_key_is_named_that_is_not_there(role: Role, board: bool) -> None:
    post = Post(id=1, code="p", role=role, rank=Rank.PRIMARY, name="小田")
    view = welcome(post, "", translator("zh_CN"))
    assert ("您这一片" in view.text) is board
    assert any("一片" in key for line in view.keys or () for key in line) is board
