"""What people said and what they were asked, found by the messenger's own numbers: for edits and replies."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, text, update

from casework.model.conversation import Question, Utterance, UtteranceMessage
from storage import tables
from storage.rows import OUTBOX, QUESTIONS, UTTERANCE_MESSAGES, UTTERANCES, OutboxRow
from storage.unit import Unit

utterances, messages, questions = tables.utterances, tables.utterance_messages, tables.questions
OF_MESSAGE = (
    UTTERANCES.select()
    .join(messages, messages.c.utterance_id == utterances.c.id)
    .where(messages.c.address == bindparam("address"), messages.c.message_id == bindparam("message_id"))
)
OF_ALBUM = UTTERANCES.select().where(
    utterances.c.chat_address == bindparam("address"),
    utterances.c.media_group_id == bindparam("album"),
    text("utterances.media_group_id IS NOT NULL"),
)
OF_PERSON = UTTERANCES.select().where(utterances.c.person_id == bindparam("person"), text("utterances.text <> ''"))
OF_QUESTION = QUESTIONS.select().where(
    questions.c.chat_address == bindparam("address"),
    questions.c.message_id == bindparam("message_id"),
    text("questions.message_id IS NOT NULL"),
)
OPEN = QUESTIONS.select().where(
    questions.c.person_id == bindparam("person"),
    questions.c.chat_address == bindparam("address"),
    text("questions.answered_at IS NULL"),
)
ASKED = (
    update(questions)
    .where(questions.c.id == bindparam("asked_id"))
    .values(message_id=bindparam("sent_as"), version=questions.c.version + 1)
)


SPOKEN = (
    UTTERANCES.select()
    .join(messages, messages.c.utterance_id == utterances.c.id)
    .where(messages.c.address == bindparam("address"), utterances.c.at >= bindparam("since"))
    .order_by(messages.c.message_id.desc())
    .limit(8)
)


_told = tables.outbox
TOLD = (
    OUTBOX.select()
    .where(
        _told.c.subject_id.in_(bindparam("subject_ids", expanding=True)),
        _told.c.person_id == bindparam("person_id"),
        _told.c.kind.in_(bindparam("kinds", expanding=True)),
        _told.c.sent_at >= bindparam("since"),
        _told.c.message_id.is_not(None),
    )
    .order_by(_told.c.sent_at.desc(), _told.c.id.desc())
)


class TalkReads(Unit):
    """Utterances and questions."""

    def hear(self, utterance: Utterance, message_ids: Iterable[int]) -> None:
        """Keep what was said, and of which messages it consists. Two parts of one album that come at the same moment
        are one utterance: the later commit raises StaleError, and finds it when it is run again."""
        self.add(utterance)
        self.heard_more(utterance, message_ids)

    def heard_more(self, utterance: Utterance, message_ids: Iterable[int]) -> None:
        """More messages belong to it: the next photos of an album."""
        for message_id in message_ids:
            address = utterance.chat_address
            self.add(UtteranceMessage(address=address, message_id=message_id, utterance_id=utterance.id))

    async def utterance_of(self, address: str, message_id: int) -> Utterance | None:
        """What that message belongs to: for its edits."""
        if (part := self._get(UTTERANCE_MESSAGES, address, message_id)) is not None:
            return self._get(UTTERANCES, part.utterance_id)
        (rows,) = await self._rows(OF_MESSAGE, address=address, message_id=message_id)
        return self._own(UTTERANCES, rows[0]) if rows else None

    async def spoken_of(self, address: str, since: datetime) -> list[int]:
        """The matters of which something was said in that chat since then, and understood; the newest first."""
        (rows,) = await self._rows(SPOKEN, address=address, since=since)
        found = [UTTERANCES.load(row) for row in rows]
        return list(dict.fromkeys(one.issue_id for one in found if one.issue_id is not None))

    async def utterance(self, utterance_id: int) -> Utterance | None:
        """One of them."""
        return await self._find(UTTERANCES, utterance_id)

    async def utterance_of_album(self, address: str, media_group_id: str) -> Utterance | None:
        """What the album belongs to: for its further photos."""
        found = await self._all(
            UTTERANCES,
            OF_ALBUM,
            lambda one: one.chat_address == address and one.media_group_id == media_group_id,
            address=address,
            album=media_group_id,
        )
        return found[0] if found else None

    async def said_by(self, person_id: int) -> list[Utterance]:
        """All that is kept of the words of one person."""
        return await self._all(
            UTTERANCES, OF_PERSON, lambda one: one.person_id == person_id and bool(one.text), person=person_id
        )

    async def messages_of(self, utterance_id: int) -> list[int]:
        """The messenger's numbers of what it consists of."""
        found = await self._all(
            UTTERANCE_MESSAGES,
            UTTERANCE_MESSAGES.select().where(messages.c.utterance_id == utterance_id),
            lambda one: one.utterance_id == utterance_id,
        )
        return sorted(one.message_id for one in found)

    async def question_at(self, address: str, message_id: int) -> Question | None:
        """The question that the bot asked with that message, answered or not."""
        found = await self._all(
            QUESTIONS,
            OF_QUESTION,
            lambda one: one.chat_address == address and one.message_id == message_id,
            address=address,
            message_id=message_id,
        )
        return max(found, key=_asked, default=None)

    async def open_questions(self, person_id: int, address: str, at: datetime) -> list[Question]:
        """What the person was asked in that chat and has not answered, as far as it has not expired by then; the newest
        first."""
        found = await self._all(
            QUESTIONS,
            OPEN,
            lambda one: (
                one.person_id == person_id
                and one.chat_address == address
                and one.answered_at is None
                and at < one.expires_at
            ),
            person=person_id,
            address=address,
        )
        return sorted(found, key=_asked, reverse=True)

    async def question(self, question_id: int) -> Question | None:
        """One question."""
        return await self._find(QUESTIONS, question_id)

    async def asked_of_kind(self, kind: str) -> list[Question]:
        """What was asked of that kind, whoever was asked, and is not answered, the newest first."""
        asked = QUESTIONS.select().where(questions.c.kind == kind, text("questions.answered_at IS NULL"))
        return sorted(
            await self._all(QUESTIONS, asked, lambda one: one.kind == kind and one.answered_at is None),
            key=_asked,
            reverse=True,
        )

    def question_sent(self, question_id: int, message_id: int) -> None:
        """With which message it was asked. Whoever answers it at this moment does so once more, knowing that."""
        self._mark(ASKED, asked_id=question_id, sent_as=message_id)

    async def told_lately(
        self, person_id: int, issue_ids: Iterable[int], kinds: Iterable[str], since: datetime
    ) -> list[OutboxRow]:
        """What the person was told of these kinds about these issues since then, the newest first."""
        of_kinds = [str(kind) for kind in kinds]
        (rows,) = await self._rows(TOLD, subject_ids=list(issue_ids), person_id=person_id, kinds=of_kinds, since=since)
        return [OUTBOX.load(row) for row in rows]


def _asked(one: Question) -> tuple[datetime, int]:
    return one.asked_at, one.id
