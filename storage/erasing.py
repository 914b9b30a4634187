"""What is erased when its time is over: one eraser a table, all of them here (domain.md §7).

The auditor lets each erase a batch every minute; `weilinli retention` does it at once, `--dry-run` counts. What is due
is found by an index, so that an idle look costs the same however much is stored.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    Connection,
    Select,
    bindparam,
    delete,
    func,
    or_,
    select,
    text,
    tuple_,
    union,
    update,
)
from sqlalchemy.sql.visitors import replacement_traverse

from casework.forgetting import WORDS, WORDS_IN_ENTRIES, WORDS_OF_PROMISES, WORDS_OF_REPORTS
from casework.frozen import frozen
from casework.model.issues import REGISTERED, State
from casework.settings import Settings
from storage import tables
from storage.columns import UTCDateTime
from storage.ids import id_at
from storage.inbox import EMPTY, HANDLED, erase_handled
from storage.pictures import TAKEN_BACK
from storage.store import Store
from storage.tables import (
    attachments,
    audit,
    call_answers,
    calls,
    drafts,
    emergencies,
    entries,
    filings,
    home_notes,
    inbox,
    issues,
    links,
    me_toos,
    mediations,
    outbox,
    paged,
    pictures,
    promises,
    questions,
    reports,
    rounds,
    sessions,
    uses,
    utterances,
    whistle_calls,
    whistles,
)

AT_ONCE = 500
"""Rows of a table in one batch; 720,000 a day."""
ISSUES_AT_ONCE = 50
"""Issues, with their timelines."""


Find = Callable[[], Select[Any]]
"""The statement that finds the keys of what ended before BEFORE (or, by its id, before ID)."""
BEFORE, ID = bindparam("before", type_=UTCDateTime), bindparam("id_before", type_=BigInteger)
PARAMETERS = ("before", "id_before", "at_most")


class Eraser(Protocol):
    """Erases rows of one table, or what people wrote in them, `setting` (a field of Settings) after they ended."""

    @property
    def table(self) -> str:
        """Its name."""

    @property
    def setting(self) -> str:
        """Which of Settings says how long it is kept."""

    @property
    def at_once(self) -> int:
        """How many rows make a batch."""

    def count(self, connection: Connection, before: datetime) -> int:
        """How many are due."""

    def batch(self) -> Select[Any]:
        """The statement that finds some of their keys. It is asked with PARAMETERS."""

    def erase(self, connection: Connection, keys: Sequence[Any], now: datetime) -> None:
        """Erase these; two replicas that do it at once do no harm."""


@frozen
class OfTable:
    """`find` gives the keys of what is due; `erasing` gets some of them."""

    table: str
    setting: str
    find: Find
    erasing: Callable[[Connection, Sequence[Any], datetime], None]
    at_once: int = AT_ONCE

    def count(self, connection: Connection, before: datetime) -> int:
        """How many are due."""
        asked = select(func.count()).select_from(self.find().subquery())
        return int(connection.execute(asked, _at(before)).scalar_one())

    def batch(self) -> Select[Any]:
        """The first of them."""
        return _some(self.find)

    def erase(self, connection: Connection, keys: Sequence[Any], now: datetime) -> None:
        """Erase these."""
        self.erasing(connection, keys, now)


class OfInbox:
    """Updates as they came, once they were handled."""

    table = "inbox"
    setting = "updates_kept"
    at_once = AT_ONCE

    def count(self, connection: Connection, before: datetime) -> int:
        """How many are due."""
        due = (inbox.c.state == "done", inbox.c.received_at < before, inbox.c.raw != EMPTY["raw"])
        return int(connection.execute(select(func.count()).select_from(inbox).where(*due)).scalar_one())

    def batch(self) -> Select[Any]:
        """Those among the oldest."""
        return HANDLED

    def erase(self, connection: Connection, keys: Sequence[Any], now: datetime) -> None:
        """Erase these."""
        erase_handled(connection, [key.id for key in keys])


def _at(before: datetime) -> dict[str, Any]:
    return {"before": before, "id_before": id_at(before)}


@cache
def _some(find: Find) -> Select[Any]:
    """Put together once: every look asks the same."""
    return find().limit(bindparam("at_most"))


def _one_of(keys: Sequence[Any], *columns: Column[Any]) -> Any:
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_([tuple(key) for key in keys])


def _rows(table: Any) -> Callable[[Connection, Sequence[Any], datetime], None]:
    """Erases whole rows."""
    key = list(table.primary_key.columns)

    def erase(connection: Connection, keys: Sequence[Any], now: datetime) -> None:
        connection.execute(delete(table).where(_one_of(keys, *key)))

    return erase


def _find_messages() -> Select[Any]:
    """Delivered or given up; not those of a matter that stands: its card is found by them."""
    stands = select(issues.c.id).where(text(f"issues.{tables.IS_STANDING}"))
    return select(outbox.c.id).where(
        outbox.c.id < ID,
        outbox.c.state != "pending",
        func.coalesce(outbox.c.sent_at, outbox.c.committed_at) < BEFORE,
        or_(outbox.c.subject_id.is_(None), outbox.c.subject_id.not_in(stands)),
    )


def _find_drafts() -> Select[Any]:
    return select(drafts.c.id).where(text(tables.HAS_WORDS), drafts.c.id < ID, drafts.c.created_at < BEFORE)


def _erase_drafts(connection: Connection, keys: Sequence[Any], now: datetime) -> None:
    connection.execute(update(attachments).where(_one_of(keys, attachments.c.subject_id)).values(ref=""))
    connection.execute(update(drafts).where(_one_of(keys, drafts.c.id)).values(tables.NO_DRAFT))


FOLLOWED = select(reports.c.issue_id).where(
    or_(reports.c.reporter_id.is_not(None), reports.c.source.in_(REGISTERED)),
    reports.c.issue_id.in_(select(issues.c.id).where(text(tables.IS_FORGOTTEN_ISSUE))),
)
"""Of those of which one reporter wants to be forgotten, whatever another still hears of (`Report.followed`)."""


def _find_reports() -> Select[Any]:
    """Of whoever is forgotten, in a matter of others that is over: at once, whatever the setting."""
    now = reports.join(issues, issues.c.id == reports.c.issue_id)
    now = now.join(rounds, (rounds.c.issue_id == issues.c.id) & (rounds.c.round == issues.c.round))
    found = select(reports.c.id).select_from(now)
    return found.where(text(f"reports.{tables.IS_FORGOTTEN_REPORT}"), rounds.c.closed_at.is_not(None))


def _erase_reports(connection: Connection, keys: Sequence[Any], now: datetime) -> None:
    """What was masked of the report, and of what its reporter said of it later; what others said stays."""
    these = _one_of(keys, reports.c.id)
    where = union(select(reports.c.issue_id).where(these), select(reports.c.home_id).where(these)).subquery()
    said = (entries.c.subject_id.in_(select(where.c.issue_id)), entries.c.erased_at.is_not(None))
    _erase_entries(connection, *said, now=now)
    connection.execute(update(reports).where(these).values(dict.fromkeys(WORDS_OF_REPORTS, "")))


def _erase_entries(connection: Connection, *which: Any, now: datetime) -> None:
    """What happened when stays."""
    in_entries = select(entries.c.id, entries.c.data).where(*which)
    kept = [
        {"row_id": row.id, "kept": {key: value for key, value in row.data.items() if key not in WORDS_IN_ENTRIES}}
        for row in connection.execute(in_entries)
        if WORDS_IN_ENTRIES & row.data.keys()
    ]
    if kept:
        connection.execute(tables.KEEP_DATA, kept)
    connection.execute(update(entries).where(*which).values({"text": "", "person_id": None, "erased_at": now}))


def _find_issues() -> Select[Any]:
    """Over for so long; or over, and whoever reported it wants to be forgotten: not one of several alone."""
    now = rounds.join(issues, (rounds.c.issue_id == issues.c.id) & (rounds.c.round == issues.c.round))
    old = select(issues.c.id).select_from(now).where(text(tables.IS_UNERASED_ROUND), rounds.c.closed_at < BEFORE)
    forgotten = select(issues.c.id).select_from(now)
    forgotten = forgotten.where(
        text(tables.IS_FORGOTTEN_ISSUE), rounds.c.closed_at.is_not(None), issues.c.id.not_in(FOLLOWED)
    )
    both = union(old, forgotten, _find_merged()).subquery()
    return select(both.c.id)


def _find_merged() -> Select[Any]:
    """What is together with another issue ends with it: its own timeline goes when that one's does."""
    own, into, last = reports.alias(), issues.alias(), rounds.alias()
    return (
        select(issues.c.id)
        .select_from(
            own.join(issues, issues.c.id == own.c.home_id)
            .join(into, into.c.id == own.c.issue_id)
            .join(last, (last.c.issue_id == into.c.id) & (last.c.round == into.c.round))
        )
        .where(own.c.home_id.is_not(None), issues.c.erased_at.is_(None), issues.c.state == State.MERGED)
        .where(or_(last.c.closed_at < BEFORE, into.c.erased_at.is_not(None)))
    )


def _erase_issues(connection: Connection, keys: Sequence[Any], now: datetime) -> None:
    """The rows stay: number, category, building, times, states, grade, rating; of the timeline what happened when."""
    _erase_entries(connection, _one_of(keys, entries.c.subject_id), now=now)
    of_issue = _one_of(keys, reports.c.issue_id)
    theirs = select(reports.c.id).where(of_issue)
    sent = or_(_one_of(keys, attachments.c.subject_id), attachments.c.subject_id.in_(theirs))
    connection.execute(delete(pictures).where(pictures.c.attachment_id.in_(select(attachments.c.id).where(sent))))
    connection.execute(update(attachments).where(sent).values(ref="", released=False))
    connection.execute(delete(me_toos).where(_one_of(keys, me_toos.c.issue_id)))
    connection.execute(delete(tables.verdicts).where(_one_of(keys, tables.verdicts.c.issue_id)))
    connection.execute(delete(tables.visits).where(tables.visits.c.report_id.in_(theirs)))
    connection.execute(delete(tables.visit_notes).where(_one_of(keys, tables.visit_notes.c.issue_id)))
    nowhere = {"latitude": None, "longitude": None, "reporter_id": None}
    connection.execute(update(reports).where(of_issue).values(dict.fromkeys(WORDS_OF_REPORTS, "") | nowhere))
    of_promise = _one_of(keys, promises.c.issue_id)
    connection.execute(update(promises).where(of_promise).values(dict.fromkeys(WORDS_OF_PROMISES, "")))
    connection.execute(update(rounds).where(_one_of(keys, rounds.c.issue_id)).values(erased_at=now))
    nothing = {**dict.fromkeys(WORDS, ""), "erased_at": now}
    version = {"version": issues.c.version + 1}
    connection.execute(update(issues).where(_one_of(keys, issues.c.id)).values(nothing | version))


def _find_whistles() -> Select[Any]:
    return select(whistles.c.id).where(text(f"whistles.{tables.IS_UNERASED_WHISTLE}"), whistles.c.ended_at < BEFORE)


def _erase_whistles(connection: Connection, keys: Sequence[Any], now: datetime) -> None:
    """What happened when stays, with the department and its rating; what people wrote goes."""
    anybody = {"text": "", "person_id": None, "erased_at": now}
    connection.execute(update(entries).where(_one_of(keys, entries.c.subject_id)).values(anybody))
    connection.execute(update(attachments).where(_one_of(keys, attachments.c.subject_id)).values(ref=""))
    said = dict.fromkeys(("agreed", "result", "missing", "reason"), "")
    connection.execute(update(whistle_calls).where(_one_of(keys, whistle_calls.c.whistle_id)).values(said))
    nothing = {"text": "", "place": "", "erased_at": now, "version": whistles.c.version + 1}
    connection.execute(update(whistles).where(_one_of(keys, whistles.c.id)).values(nothing))


def _find_mediations() -> Select[Any]:
    return select(mediations.c.id).where(
        text(f"mediations.{tables.IS_UNERASED_MEDIATION}"), mediations.c.ended_at < BEFORE
    )


def _erase_mediations(connection: Connection, keys: Sequence[Any], now: datetime) -> None:
    """That there was one, when, and how it ended stays; who was in it, and every word, goes."""
    anybody: dict[str, Any] = {"text": "", "person_id": None, "data": {}, "erased_at": now}
    connection.execute(update(entries).where(_one_of(keys, entries.c.subject_id)).values(anybody))
    nobody = {"first_id": None, "other_id": None, "other": "", "meets": "", "agreement": "", "erased_at": now}
    version = {"version": mediations.c.version + 1}
    connection.execute(update(mediations).where(_one_of(keys, mediations.c.id)).values(nobody | version))


def _find_calls() -> Select[Any]:
    return select(calls.c.id).where(text(f"calls.{tables.IS_UNERASED_CALL}"), calls.c.ended_at < BEFORE)


def _erase_calls(connection: Connection, keys: Sequence[Any], now: datetime) -> None:
    """That volunteers were called, how many and when, stays; who answered, and every word, goes."""
    connection.execute(delete(call_answers).where(_one_of(keys, call_answers.c.call_id)))
    nothing = {"text": "", "meet": "", "erased_at": now, "version": calls.c.version + 1}
    connection.execute(update(calls).where(_one_of(keys, calls.c.id)).values(nothing))


def _find_home_notes() -> Select[Any]:
    """Of emergencies that are over for so long."""
    over = select(emergencies.c.id).where(emergencies.c.ended_at.is_not(None), emergencies.c.ended_at < BEFORE)
    return select(home_notes.c.id).where(home_notes.c.emergency_id.in_(over))


def _find_links() -> Select[Any]:
    """Used, or too old to be opened."""
    used = select(links.c.code).where(text(f"links.{tables.IS_USED}"), links.c.used_at < BEFORE)
    return select(union(used, select(links.c.code).where(links.c.made_at < BEFORE)).subquery().c.code)


def _find_audit() -> Select[Any]:
    return select(audit.c.id).where(audit.c.at < BEFORE)


def _find_paged() -> Select[Any]:
    return select(paged.c.id).where(paged.c.at < BEFORE)


def _find_utterances() -> Select[Any]:
    return select(utterances.c.id).where(utterances.c.id < ID, utterances.c.text != "")


def _erase_utterances(connection: Connection, keys: Sequence[Any], now: datetime) -> None:
    """What became of it stays, so that an edit of long ago is told that it is too late."""
    connection.execute(update(utterances).where(_one_of(keys, utterances.c.id)).values(text=""))


def _find_questions() -> Select[Any]:
    return select(questions.c.id).where(questions.c.id < ID, questions.c.expires_at < BEFORE)


def _find_pictures() -> Select[Any]:
    """Taken back, or of whoever is forgotten: at once, whatever the setting. Whoever fetches them erases them too."""
    return select(pictures.c.attachment_id).where(TAKEN_BACK)


def _find_sessions() -> Select[Any]:
    return select(sessions.c.key).where(sessions.c.until < BEFORE)


def _find_uses() -> Select[Any]:
    return select(uses.c.person_id, uses.c.what, uses.c.minute).where(uses.c.minute < BEFORE)


def _find_filings() -> Select[Any]:
    return select(filings.c.key_id, filings.c.sign).where(filings.c.at < BEFORE)


ERASERS: tuple[Eraser, ...] = (
    OfInbox(),
    OfTable("outbox", "messages_kept", _find_messages, _rows(outbox)),
    OfTable("drafts", "drafts_kept", _find_drafts, _erase_drafts),
    OfTable("utterances", "conversations_kept", _find_utterances, _erase_utterances),
    OfTable("questions", "conversations_kept", _find_questions, _rows(questions)),
    OfTable("issues", "words_kept", _find_issues, _erase_issues, ISSUES_AT_ONCE),
    OfTable("reports", "words_kept", _find_reports, _erase_reports, ISSUES_AT_ONCE),
    OfTable("whistles", "words_kept", _find_whistles, _erase_whistles, ISSUES_AT_ONCE),
    OfTable("mediations", "visit_note_kept", _find_mediations, _erase_mediations, ISSUES_AT_ONCE),
    OfTable("calls", "visit_note_kept", _find_calls, _erase_calls, ISSUES_AT_ONCE),
    OfTable("home_notes", "visit_note_kept", _find_home_notes, _rows(home_notes)),
    OfTable("links", "links_kept", _find_links, _rows(links)),
    OfTable("audit", "audit_kept", _find_audit, _rows(audit)),
    OfTable("paged", "audit_kept", _find_paged, _rows(paged)),
    OfTable("uses", "uses_kept", _find_uses, _rows(uses)),
    OfTable("sessions", "uses_kept", _find_sessions, _rows(sessions)),
    OfTable("filings", "uses_kept", _find_filings, _rows(filings)),
    OfTable("pictures", "words_kept", _find_pictures, _rows(pictures)),
)

WITH_ANOTHER = {
    "promises": "issues",
    "rounds": "issues",
    "entries": "issues",
    "attachments": "issues",
    "me_toos": "issues",
    "verdicts": "issues",
    "whistle_calls": "whistles",
    "call_answers": "calls",
    "visits": "issues",  # 30 days after closing already, by a deadline of the issue (casework/issue/visiting.py)
    "visit_notes": "issues",  # written by versions before revision 0049 alone
}
"""Tables that are erased together with another."""
STAYS = {
    "areas": "the neighbourhood",
    "estates": "the neighbourhood",
    "posts": "the neighbourhood: whoever leaves it is taken out by the roster",
    "chats": "the neighbourhood",
    "persons": "until /forget",
    "addresses": "until /forget",
    "outside": "until back in the group, or /forget",
    "volunteers": "until that person leaves, or /forget",
    "utilities": "the neighbourhood",
    "departments": "the neighbourhood",
    "menu_items": "the neighbourhood",
    "subjects": "no words and nobody",
    "hooks": "systems, and nobody: until they are removed",
    "hook_areas": "systems, and nobody",
    "api_keys": "systems, and nobody: who may file, and since when",
    "hook_calls": "no words and nobody",
    "day_sums": "how many: no words and nobody",
    "unsummed": "no words and nobody",
    "utterance_messages": "numbers of messages, and no words",
    "rota": "who was on duty when: the office's record",
    "swaps": "who was on duty when: the office's record",
    "absences": "who was on duty when: the office's record",
    "shifts": "who was on duty when: the office's record",
    "seats": "who held which office when: the office's record",
    "pings": "who of the staff was asked, and no words",
    "samples": "how many matters were asked after, and by which lot",
    "meetings": "when the office met, and which parties were there: the office's record",
    "listening_days": "which matters were registered together, when and by whom: the office's record",
    "outages": "what the office announced, and who: the office's record",
    "emergencies": "what the office switched on, who and why: the office's record",
    "broadcasts": "what the office said to many, and who: the office's record",
    "deadlines": "no words and nobody",
    "counters": "no words and nobody",
    "settings": "what the office set, and who: the office's record",
    "days": "what the office set, and who: the office's record",
    "leases": "no words and nobody",
    "conversations": "empty: nobody writes it any more (ADR 0021)",
}
"""Tables of which nothing is erased by time, and why."""


def _before(eraser: Eraser, settings: Settings, now: datetime) -> datetime:
    kept: timedelta = getattr(settings, eraser.setting)
    return now - kept


async def due(database: Store, settings: Settings, now: datetime) -> dict[str, int]:
    """How many rows of each table are to be erased now."""

    def count(connection: Connection) -> dict[str, int]:
        return {one.table: one.count(connection, _before(one, settings, now)) for one in ERASERS}

    return await database.read(count)


async def erase_some(database: Store, settings: Settings, now: datetime) -> dict[str, int]:
    """A batch of each table; how many rows. Raises DatabaseUnavailable."""
    values = {one.table: _asked(one, settings, now) for one in ERASERS}
    of_all = {f"{table}_{name}": value for table, its in values.items() for name, value in its.items()}

    def look(connection: Connection) -> dict[str, Sequence[Any]]:
        is_due = connection.execute(_any_of_each(), of_all).mappings().one()
        return {one.table: _due(one, connection, values[one.table]) if is_due[one.table] else () for one in ERASERS}

    found = await database.read(look)
    for one in ERASERS:
        await _erase(database, one, found[one.table], now)
    return {table: len(keys) for table, keys in found.items()}


def _asked(eraser: Eraser, settings: Settings, now: datetime) -> dict[str, Any]:
    return _at(_before(eraser, settings, now)) | {"at_most": eraser.at_once}


def _due(eraser: Eraser, connection: Connection, values: dict[str, Any]) -> Sequence[Any]:
    return connection.execute(eraser.batch(), values).all()


@cache
def _any_of_each() -> Select[Any]:
    """Whether anything is due, a column a table: most looks find nothing, and are one question (reading.py)."""
    return select(*(_renamed(one.batch(), one.table).exists().label(one.table) for one in ERASERS))


def _renamed(statement: Select[Any], table: str) -> Any:
    """With parameters of its own, so that it can be asked together with others."""

    def own(element: Any, **_: Any) -> Any:
        ours = isinstance(element, BindParameter) and element.key in PARAMETERS
        return bindparam(f"{table}_{element.key}", type_=element.type) if ours else None

    return replacement_traverse(statement, {}, own)


async def erase_all(database: Store, settings: Settings, now: datetime) -> dict[str, int]:
    """All that is due, batch by batch. Raises DatabaseUnavailable."""
    erased = dict.fromkeys((one.table for one in ERASERS), 0)
    for one in ERASERS:
        look = partial(_due, one, values=_asked(one, settings, now))
        while keys := await database.read(look):
            await _erase(database, one, keys, now)
            erased[one.table] += len(keys)
    return erased


async def _erase(database: Store, eraser: Eraser, keys: Sequence[Any], now: datetime) -> None:
    if keys:
        await database.write(lambda connection: eraser.erase(connection, keys, now))
