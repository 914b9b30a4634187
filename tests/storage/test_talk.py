"""Utterances and questions are found again by the messenger's own numbers."""

from datetime import timedelta

import pytest

from casework.data import NOTHING
from casework.model.conversation import Outcome, Question, Utterance
from casework.questions import Links
from storage.errors import StaleError
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

RESIDENT, NEIGHBOUR = PEOPLE["resident"], PEOPLE["neighbour"]
HERE, DAY = "tg:100", timedelta(days=1)


def said(number: int, text: str = "", album: str | None = None) -> Utterance:
    return Utterance(id=number, person_id=RESIDENT, chat_address=HERE, at=TEN, text=text, media_group_id=album)


def asked(number: int, *, minutes: int = 0, person: int = RESIDENT) -> Question:
    at = TEN + timedelta(minutes=minutes)
    return Question(
        id=number,
        person_id=person,
        chat_address=HERE,
        kind="links.words",
        asked_at=at,
        expires_at=at + DAY,
        data=Links(words=f"of {number}"),
    )


async def test_an_edit_finds_what_was_said_and_what_became_of_it(town: Town) -> None:
    """By each of its messages, in its own chat only; where it went is kept with it."""
    issue = await town.report()
    work = town.work()
    work.hear(said(1, "五楼", album="a"), [11, 12])
    assert await work.utterance_of(HERE, 12) is await work.utterance_of_album(HERE, "a")
    await work.commit()
    work = town.work()
    found = await work.utterance_of(HERE, 11)
    assert found == said(1, "五楼", album="a")
    found.subject, found.outcome = issue.subject, Outcome.ADDITION
    found.entry_id = (await work.timeline(issue.id))[0].id
    work.changed(found)
    work.heard_more(found, [13])
    await work.commit()
    again = town.work()
    same = await again.utterance_of(HERE, 13)
    assert same is not None
    assert (same.issue_id, same.outcome, same.entry_id) == (issue.id, Outcome.ADDITION, found.entry_id)
    assert await again.messages_of(1) == [11, 12, 13]
    assert await again.utterance_of("tg:7", 11) is None
    assert await again.utterance_of_album(HERE, "b") is None


async def test_an_album_is_one_utterance(town: Town) -> None:
    """Two replicas each have a photo of it: the later commit is run again, and finds the first."""
    one, other = town.work(), town.work()
    one.hear(said(1, album="a"), [11])
    other.hear(said(2, album="a"), [12])
    await one.commit()
    with pytest.raises(StaleError):
        await other.commit()
    again = town.work()
    found = await again.utterance_of_album(HERE, "a")
    assert found is not None
    again.heard_more(found, [12])
    await again.commit()
    assert await town.work().messages_of(1) == [11, 12]


async def test_a_reply_finds_the_question_replied_to(town: Town) -> None:
    """The bot's own message is the key, once it was sent; answered or expired, it is still known."""
    work = town.work()
    work.add(asked(1))
    await work.commit()
    work = town.work()
    question = await work.question(1)
    assert question == asked(1)
    question.message_id, question.answered_at = 21, TEN
    work.changed(question)
    await work.commit()
    found = await town.work().question_at(HERE, 21)
    assert found is not None
    assert (found.id, found.answered_at, found.data) == (1, TEN, Links(words="of 1"))
    assert await town.work().question_at("tg:7", 21) is None


async def test_open_questions_are_the_persons_own_and_not_expired(town: Town) -> None:
    """The newest first; not those of others in the same chat, not the answered, not the expired."""
    work = town.work()
    for question in (asked(1), asked(2, minutes=5), asked(3, minutes=5, person=NEIGHBOUR), asked(4, minutes=-1)):
        work.add(question)
    assert [one.id for one in await work.open_questions(RESIDENT, HERE, TEN + timedelta(minutes=6))] == [2, 1, 4]
    await work.commit()
    work = town.work()
    assert [one.id for one in await work.open_questions(RESIDENT, HERE, TEN + DAY - timedelta(seconds=1))] == [2, 1]
    first = await work.question(1)
    assert first is not None
    first.answered_at = TEN
    work.changed(first)
    assert [one.id for one in await work.open_questions(RESIDENT, HERE, TEN)] == [2, 4]
    await work.commit()
    assert [one.id for one in await town.work().open_questions(RESIDENT, HERE, TEN)] == [2, 4]


async def test_two_answers_to_one_question_do_not_both_count(town: Town) -> None:
    """The version guards it, as it guards an issue."""
    work = town.work()
    work.add(asked(1))
    await work.commit()
    works = [town.work(), town.work()]
    for each in works:
        question = await each.question(1)
        assert question is not None
        question.answered_at = TEN
        each.changed(question)
    await works[0].commit()
    with pytest.raises(StaleError):
        await works[1].commit()


async def test_who_is_forgotten_leaves_no_words(town: Town) -> None:
    """Neither what was said, nor what a question kept."""
    work = town.work()
    work.hear(said(1, "5楼，13800138000"), [11])
    work.add(asked(1))
    await work.commit()
    work = town.work()
    work.forget_person(RESIDENT)
    await work.commit()
    work = town.work()
    found, question = await work.utterance_of(HERE, 11), await work.question(1)
    assert found is not None
    assert question is not None
    assert (found.text, question.data) == ("", NOTHING)
