"""The short memory of what was said in a group: bounded, in order, and the same when it is heard twice."""

from datetime import UTC, datetime

from bot.incoming.overheard import KEPT, KEPT_FOR, SIGHT, Ear, Heard, Overheard
from bot.incoming.parts import Parts
from casework.issue.doing import Photo
from casework.model.timeline import AttachmentKind
from casework.words.group import Said, look

TEN = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def _heard(number: int, at: datetime = TEN, album: str = "", thread: int | None = None) -> Heard:
    photo = Photo(kind=AttachmentKind.PHOTO, ref=str(number))
    said = Parts(text="" if album and number > 1 else f"话{number}", photos=(photo,))
    return Heard(number=number, author="tg:1", thread=thread, at=at, parts=said, album=album)


def test_so_many_and_no_longer() -> None:
    """The oldest go first; what is too old is not known, even while nobody speaks."""
    ear = Ear()
    for number in range(1, KEPT + 11):
        ear.hear(number, _heard(number))
    assert len(ear.messages) == KEPT
    assert ear.heard(10, TEN) is None
    assert ear.heard(KEPT + 10, TEN) is not None
    assert ear.heard(KEPT + 10, TEN + KEPT_FOR) is None


def test_heard_twice_is_heard_once() -> None:
    """An update that is run again finds what it left, and what became of it."""
    ear = Ear()
    first = ear.hear(1, _heard(1))
    first.filed(7, TEN)
    assert ear.hear(1, _heard(1)) is first
    assert first.issue_id == 7


def test_an_album_is_one() -> None:
    """Its words are those of the part that has some; any part leads to it."""
    ear = Ear()
    whole = ear.hear(1, _heard(1, album="a"))
    for _ in range(2):
        assert ear.hear(2, _heard(2, album="a")) is whole
    assert (whole.parts.text, [one.ref for one in whole.parts.photos]) == ("话1", ["1", "2"])
    assert ear.heard(2, TEN) is whole


def test_before_is_of_the_same_topic() -> None:
    """A message is understood by those before it, in its own topic."""
    ear = Ear()
    for number, thread in ((1, None), (2, 5), (3, None), (4, None)):
        one = ear.hear(number, _heard(number, thread=thread))
        one.look = look(Said(number=number, author="", text="话"), ())
    assert [one.said.number for one in ear.before(ear.messages[3])] == [1]


async def test_telegram_is_asked_rarely() -> None:
    """What was certain a moment ago is believed; what was not is asked again."""
    asked: list[str] = []

    async def sees(address: str) -> bool:
        asked.append(address)
        return len(asked) > 1

    overheard = Overheard(sees)
    seen = [await overheard.sees_all("tg:-1", TEN + minutes * SIGHT / 10) for minutes in (0, 1, 2, 11, 12)]
    assert (seen, len(asked)) == ([False, True, True, True, True], 3)
