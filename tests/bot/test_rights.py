"""What the bot lacks in a group, and the links that bring it there."""

from datetime import UTC, datetime
from typing import Any

from telegram import ChatMemberAdministrator, ChatMemberMember, ChatMemberRestricted, User

from bot.flows.admin.bind import of_payload, payload
from bot.handlers.membership import missing
from bot.views.rights import CANNOT_WRITE, NO_PHOTOS, SEES_LITTLE, welcome
from casework.model.chats import Audience
from casework.model.places import Area, AreaKind
from locales.translator import translator

BOT = User(id=1, first_name="微邻里", is_bot=True)


def restricted(*, messages: bool, photos: bool) -> ChatMemberRestricted:
    """The bot, allowed some things."""
    names = ChatMemberRestricted.__init__.__annotations__
    rights: dict[str, Any] = {name: True for name in names if name.startswith(("can_", "is_"))}
    rights |= {"can_send_messages": messages, "can_send_photos": photos}
    return ChatMemberRestricted(user=BOT, until_date=datetime(2027, 1, 1, tzinfo=UTC), **rights)


def test_a_plain_member_with_privacy_mode_sees_little() -> None:
    """The bot says which privacy setting is missing: as a plain member in privacy mode it sees no mentions."""
    assert missing(ChatMemberMember(BOT), sees_all=False) == [SEES_LITTLE]
    assert missing(ChatMemberMember(BOT), sees_all=True) == []


def test_an_administrator_lacks_nothing() -> None:
    """An administrator sees everything, whatever the privacy mode."""
    rights: dict[str, Any] = {
        name: False for name in ChatMemberAdministrator.__init__.__annotations__ if name.startswith(("can_", "is_"))
    }
    member = ChatMemberAdministrator(user=BOT, **rights)
    assert missing(member, sees_all=False) == []


def test_what_is_forbidden_is_said() -> None:
    """The bot says which rights are missing: to write, and to send photos."""
    assert missing(restricted(messages=False, photos=False), sees_all=True) == [CANNOT_WRITE, NO_PHOTOS]
    assert missing(restricted(messages=True, photos=True), sees_all=True) == []


def test_how_to_set_it_is_said() -> None:
    """... and how to set them."""
    text = welcome([], "", [SEES_LITTLE], "weilinli_bot", translator("zh_CN"))
    assert all(part in text for part in ("/bind", "设成管理员", "@weilinli_bot"))


def test_a_group_link_names_area_and_kind() -> None:
    """A startgroup link brings its area and the kind of group along; anything else is nothing."""
    area = Area(id=2**62 + 5, kind=AreaKind.GRID, name="三网格", code="x")
    for audience in (Audience.STAFF, Audience.RESIDENTS):  # a department is chosen by a press
        text = payload(area, audience)
        assert len(text) <= 64
        assert of_payload(text) == (area.id, audience)
    assert of_payload("bj-by-3h") is None
