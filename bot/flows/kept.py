"""Words that wait for a press: is this for the resident, what was it about? They lie in the question until it comes.

A correction, or a further photo of the album, changes them there; so what is pressed on is what the person means now.
"""

from typing import Any

from bot.flows.around import me
from bot.flows.offers import Hearing, Offers
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.view import cut
from casework.issue.doing import Photo, attach
from casework.messages import redraw
from casework.model import AttachmentKind, Issue, Question, Utterance

LONGEST = 3000
"""UTF-16 units kept of the words."""


def keep(turn: Turn, got: Parts) -> dict[str, Any]:
    """What a question keeps of what is being said."""
    return {
        "text": cut(got.text.strip(), LONGEST),
        "photos": [[one.kind, one.ref, one.seconds] for one in got.photos],
        "place": [got.latitude, got.longitude] if got.latitude is not None else None,
        "utterance": turn.utterance.id if turn.utterance is not None else None,
    }


def kept(question: Question) -> Parts:
    """What a question kept."""
    data = question.data
    latitude, longitude = data.get("place") or (None, None)
    photos = tuple(Photo(kind=AttachmentKind(kind), ref=ref, seconds=sec) for kind, ref, sec in data.get("photos", ()))
    return Parts(text=str(data.get("text", "")), photos=photos, latitude=latitude, longitude=longitude)


async def taken(turn: Turn, question: Question) -> Parts:
    """The same, now that it was pressed: from here on it is being said. The question is over."""
    got = kept(question)
    if (said := question.data.get("utterance")) is not None:
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
    return next((one for one in turn.questions if one.data.get("utterance") == said.id), None)


def waits(turn: Turn, said: Utterance) -> bool:
    """Whether it lies in a question until a press says what it belongs to."""
    return waiting_for(turn, said) is not None


async def more(turn: Turn, said: Utterance, got: Parts) -> None:
    """A further photo of the album waits with the first."""
    if (question := waiting_for(turn, said)) is not None:
        found = keep(turn, got)
        text = "\n".join(one for one in (question.data["text"], found["text"]) if one)
        question.data = question.data | {"text": text, "photos": [*question.data["photos"], *found["photos"]]}
        turn.work.changed(question)


async def amend(turn: Turn, said: Utterance, got: Parts) -> None:
    """Other words wait instead."""
    if (question := waiting_for(turn, said)) is not None:
        question.data = question.data | {"text": cut(got.text.strip(), LONGEST)}
        turn.work.changed(question)


OFFERS = Offers(outcomes={None: Hearing(more=more, amend=amend)})
