"""Words that wait for a press: is this for the resident, what was it about? They lie in the question until it comes.

A correction, or a further photo of the album, changes them there; so what is pressed on is what the person means now.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from bot.flows.around import me
from bot.flows.offers import Hearing, Offers
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.view import cut
from casework.data import maybe, read
from casework.issue.doing import Photo, attach
from casework.messages import redraw
from casework.model.conversation import Question, Utterance
from casework.model.issues import Issue
from casework.questions import Kept, Sent

LONGEST = 3000
"""UTF-16 units kept of the words."""
K = TypeVar("K", bound=Kept)


def keep(turn: Turn, got: Parts) -> Kept:
    """What a question keeps of what is being said."""
    return keep_in(Kept(), turn, got)


def keep_in(known: K, turn: Turn, got: Parts) -> K:
    """The same with what else it knows."""
    return replace(
        known,
        text=cut(got.text.strip(), LONGEST),
        photos=sent(got.photos),
        place=(got.latitude, got.longitude) if got.latitude is not None and got.longitude is not None else None,
        utterance=turn.utterance.id if turn.utterance is not None else None,
    )


def sent(photos: Iterable[Photo]) -> Sent:
    """What was sent along, as a question keeps it."""
    return tuple((one.kind, one.ref, one.seconds) for one in photos)


def photos_in(kept: Sent | None) -> tuple[Photo, ...]:
    """The other way."""
    return tuple(Photo(kind=kind, ref=ref, seconds=seconds) for kind, ref, seconds in kept or ())


def kept(question: Question) -> Parts:
    """What a question kept."""
    data = maybe(question.data, Kept)
    latitude, longitude = data.place or (None, None)
    return Parts(text=data.text or "", photos=photos_in(data.photos), latitude=latitude, longitude=longitude)


async def taken(turn: Turn, question: Question) -> Parts:
    """The same, now that it was pressed: from here on it is being said. The question is over."""
    got = kept(question)
    if (said := maybe(question.data, Kept).utterance) is not None:
        turn.utterance = await turn.work.utterance(said)
    turn.close(question)
    return got


async def keep_along(turn: Turn, issue: Issue, photos: tuple[Photo, ...]) -> None:
    """What was sent with an answer in words is not lost: it is with the entry that the answer made."""
    mine = [one for one in await turn.work.timeline(issue.id) if one.person_id == me(turn).id]
    if photos and mine:
        attach(issue.subject, mine[-1], photos, turn.work)
        await redraw(turn.work, issue, turn.at)


def waiting_for(turn: Turn, said: Utterance) -> Question | None:
    """The question in which it lies."""
    return next((one for one in turn.questions if maybe(one.data, Kept).utterance == said.id), None)


def waits(turn: Turn, said: Utterance) -> bool:
    """Whether it lies in a question until a press says what it belongs to."""
    return waiting_for(turn, said) is not None


async def more(turn: Turn, said: Utterance, got: Parts) -> None:
    """A further photo of the album waits with the first."""
    if (question := waiting_for(turn, said)) is not None:
        data, found = read(question.data, Kept), keep(turn, got)
        text = "\n".join(one for one in (data.text, found.text) if one)
        question.data = replace(data, text=text, photos=(*(data.photos or ()), *(found.photos or ())))
        turn.work.changed(question)


async def amend(turn: Turn, said: Utterance, got: Parts) -> None:
    """Other words wait instead."""
    if (question := waiting_for(turn, said)) is not None:
        question.data = replace(read(question.data, Kept), text=cut(got.text.strip(), LONGEST))
        turn.work.changed(question)


OFFERS = Offers(outcomes={None: Hearing(more=more, amend=amend)})
