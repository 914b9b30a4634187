"""Direct answers that wait: not stored, lost when the process dies, tried as often as what is in the outbox."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from math import inf

from bot.views.view import View
from casework.frozen import frozen


@frozen
class Direct:
    """A direct answer: a new message, a change of one (`edits`), or taking one away (`deletes`). Not stored, but tried
    as often as what is in the outbox: somebody waits for it. `question`: which one it asks; its message's number is
    kept. `again`: that message is changed if it is out. `stays`: it is taken away later than `vanish` does."""

    address: str
    view: View | None
    thread: int | None = None
    reply_to: int | None = None
    edits: int | None = None
    deletes: int | None = None
    vanish: bool = False
    stays: timedelta | None = None
    question: int | None = None
    again: bool = False
    attempts: int = 0
    not_before: float = -inf


class Directs:
    """Those that wait, by the order in which they came."""

    def __init__(self) -> None:
        self._waiting: dict[int, Direct] = {}
        self._count = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def items(self) -> Iterator[tuple[int, Direct]]:
        """Each with its key."""
        yield from self._waiting.items()

    def add(self, answer: Direct) -> None:
        """It waits from now on."""
        self._count += 1
        changed = answer.edits or answer.deletes
        for key, one in list(self._waiting.items()):
            if one.address == answer.address:
                if changed is not None and one.edits == changed:
                    del self._waiting[key]  # the newer one says all
                else:
                    self._waiting[key] = replace(one, not_before=-inf)  # what failed before goes first
        self._waiting[self._count] = answer

    def take(self, key: int) -> Direct:
        """It goes now."""
        return self._waiting.pop(key)

    def again(self, key: int, answer: Direct) -> None:
        """It failed and waits again, in its old place, unless a newer one says all."""
        changed = (answer.address, answer.edits)
        if answer.edits is not None and any(
            changed in ((one.address, one.edits), (one.address, one.deletes)) for one in self._waiting.values()
        ):
            return
        self._waiting[key] = answer

    def well(self, address: str) -> None:
        """Something got through: what somebody waits for there goes now, not after its pause."""
        for key, one in list(self._waiting.items()):
            if one.address == address and one.attempts:
                self._waiting[key] = replace(one, not_before=-inf)

    def hurry(self) -> None:
        """All that failed goes now."""
        for address in {one.address for one in self._waiting.values()}:
            self.well(address)

    def changed(self, address: str, message_id: int) -> None:
        """The message was changed: what failed to change it before is older."""
        for key, one in list(self._waiting.items()):
            if (one.address, one.edits) == (address, message_id) and one.attempts:
                del self._waiting[key]
