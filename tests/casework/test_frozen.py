"""What nobody changes: casework/frozen.py."""

import pickle
from dataclasses import field, fields, replace

import pytest

from casework.frozen import frozen


@frozen(kw_only=True)
class Point:
    """Somewhere."""

    x: int
    y: int = 0
    secret: str = field(default="", repr=False)


@frozen(order=True)
class Name:
    """With an order."""

    words: str

    def __repr__(self) -> str:
        return "a name"


def test_it_is_a_value() -> None:
    """Equal and hashed by what it says, shown as dataclasses are, copied with changes, with slots."""
    one = Point(x=1, secret="flat 502")
    assert one == Point(x=1, secret="flat 502") != Point(x=2)
    assert len({one, Point(x=1, secret="flat 502"), Point(x=2)}) == 2
    assert repr(one) == "Point(x=1, y=0)"
    assert replace(one, y=3) == Point(x=1, y=3, secret="flat 502")
    assert pickle.loads(pickle.dumps(one)) == one
    assert not hasattr(one, "__dict__")
    with pytest.raises(AttributeError):
        one.z = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Point(1)  # type: ignore[call-arg]


@frozen
class Empty:
    """Nothing."""


def test_without_fields() -> None:
    """All are the same, and none of another kind."""
    assert Empty() == Empty()
    assert Empty() != Name("")  # type: ignore[comparison-overlap]
    assert len({Empty(), Empty()}) == 1


def test_one_may_say_more() -> None:
    """An order, and a way of its own to be shown."""
    assert Name("a") < Name("b")
    assert repr(Name("a")) == "a name"
    assert [one.name for one in fields(Name)] == ["words"]
