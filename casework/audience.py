"""Who hears something that is said to many: described, not listed; who that is, is looked up batch by batch."""

from dataclasses import asdict
from typing import Any

from casework.frozen import frozen
from casework.model.chats import Audience
from casework.model.people import Role, Serves


@frozen(kw_only=True)
class Hearers:
    """`groups`: those of these kinds that are tied to one of the areas `below`, or under it. `chats`: these very ones.
    `homes`: areas; whoever lives there. `posts`: whoever holds one of these roles in one of `below`, or under it;
    `serves`: whoever is on one of these rosters there. `volunteers`: areas; whoever is a volunteer there, but those of
    `inner` and the persons `without`.

    A group, or a person, hears it once however often the description fits.
    """

    below: tuple[int, ...] = ()
    groups: tuple[Audience, ...] = ()
    chats: tuple[int, ...] = ()
    homes: tuple[int, ...] = ()
    posts: tuple[Role, ...] = ()
    serves: tuple[Serves, ...] = ()
    volunteers: tuple[int, ...] = ()
    inner: tuple[int, ...] = ()
    without: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {key: list(value) for key, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Hearers":
        """Out of a row."""
        return cls(
            below=tuple(kept.get("below", ())),
            groups=tuple(Audience(one) for one in kept.get("groups", ())),
            chats=tuple(kept.get("chats", ())),
            homes=tuple(kept.get("homes", ())),
            posts=tuple(Role(one) for one in kept.get("posts", ())),
            serves=tuple(Serves(one) for one in kept.get("serves", ())),
            volunteers=tuple(kept.get("volunteers", ())),
            inner=tuple(kept.get("inner", ())),
            without=tuple(kept.get("without", ())),
        )


@frozen(kw_only=True)
class Reached:
    """What became of it: of so many groups and people it arrived at so many (groups among them: `in_groups`); some it
    is still on its way to, some it did not reach (`missed`: these groups)."""

    hearers: int = 0
    groups: int = 0
    arrived: int = 0
    in_groups: int = 0
    waiting: int = 0
    missed: tuple[int, ...] = ()

    @property
    def failed(self) -> int:
        """So many it did not reach."""
        return self.hearers - self.arrived - self.waiting
