"""Everything that is stored about one person, for the person: `/mydata`."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, Table, func, or_, select, text

from storage import tables
from storage.unit import Unit


class MyDataReads(Unit):
    """Reads rows of a person by whatever names him or her, in every table that can."""

    async def everything_about(self, person_id: int) -> dict[str, list[dict[str, Any]]]:
        """Rows by table, as plain values: of the person, and nobody else's words about him or her."""
        asked = questions(person_id)
        rows = await self._rows(*asked.values())
        return {
            name: [{key: _plain(value) for key, value in row._mapping.items()} for row in found]
            for name, found in zip(asked, rows, strict=True)
            if found
        }


def questions(person_id: int) -> dict[str, Select[Any]]:
    """What is asked of each table, by the name it has in the file."""
    t = tables
    reported = t.reports.c.reporter_id == person_id
    mine = select(t.reports.c.issue_id).where(reported)
    posts = select(t.posts.c.id).where(t.posts.c.person_id == person_id)
    drafts = select(t.drafts.c.id).where(t.drafts.c.person_id == person_id)
    addresses = select(t.addresses.c.address).where(t.addresses.c.person_id == person_id)
    private = select(func.substr(t.addresses.c.address, len("tg:") + 1)).where(t.addresses.c.person_id == person_id)
    return {
        "person": _all(t.persons).where(t.persons.c.id == person_id),
        "addresses": _all(t.addresses).where(t.addresses.c.person_id == person_id),
        "home": _some(t.areas, "name", "code").where(
            t.areas.c.id.in_(select(t.persons.c.home_id).where(t.persons.c.id == person_id))
        ),
        "posts": _some(t.posts, "code", "role", "rank", "name", "phone").where(t.posts.c.person_id == person_id),
        "reports": _some(t.reports, *REPORT).where(reported).order_by(t.reports.c.filed_at),
        "matters": _some(t.issues, *MATTER).where(t.issues.c.id.in_(mine)),
        "rounds": _some(t.rounds, "issue_id", "round", "t0", "resolved_at", "rating", "closed_at").where(
            t.rounds.c.issue_id.in_(mine)
        ),
        "promises": _some(t.promises, "issue_id", "on_day", "reason", "interim").where(t.promises.c.issue_id.in_(mine)),
        "visit_notes": _some(t.visits, "report_id", "at", "text").where(
            t.visits.c.report_id.in_(select(t.reports.c.id).where(reported)), t.visits.c.person_id == person_id
        ),
        "entries": _some(t.entries, "subject_id", "at", "action", "text", "data")
        .where(t.entries.c.person_id == person_id)
        .order_by(t.entries.c.at),
        "sent_along": _some(t.attachments, "subject_id", "kind", "ref", "seconds").where(
            or_(
                t.attachments.c.subject_id.in_(drafts),
                t.attachments.c.subject_id.in_(select(t.reports.c.id).where(reported)),
                t.attachments.c.entry_id.in_(select(t.entries.c.id).where(t.entries.c.person_id == person_id)),
            )
        ),
        "how_it_is": _some(t.verdicts, "issue_id", "fixed", "at").where(t.verdicts.c.person_id == person_id),
        "groups_left": _some(t.outside, "chat_id", "at").where(t.outside.c.person_id == person_id),
        "my_home_too": _some(t.me_toos, "issue_id", "at").where(t.me_toos.c.person_id == person_id),
        "drafts": _all(t.drafts).where(t.drafts.c.person_id == person_id).order_by(t.drafts.c.created_at),
        "asked": _some(t.pings, "issue_id", "rung", "asked_at", "answer", "answered_at").where(
            t.pings.c.person_id == person_id
        ),
        "sent_to_me": _some(t.outbox, "kind", "subject_id", "due_at", "state", "sent_at").where(
            or_(t.outbox.c.subject_id.in_(mine), t.outbox.c.sent_address.in_(addresses)),
            t.outbox.c.person_id == person_id,
        ),
        "received_from_me": _some(t.inbox, "received_at", "state", "raw")
        .where(text(f"inbox.{tables.IS_DONE}"), t.inbox.c.chat_key.in_(private))
        .order_by(t.inbox.c.received_at),
        "links": _some(t.links, "made_at", "used_at").where(
            or_(t.links.c.used_by == person_id, t.links.c.post_id.in_(posts))
        ),
        "said": _some(t.utterances, "at", "text", "outcome").where(t.utterances.c.person_id == person_id),
        "questions": _some(t.questions, "kind", "asked_at", "answered_at").where(t.questions.c.person_id == person_id),
        "seats": _some(t.seats, "code", "since", "until").where(t.seats.c.person_id == person_id),
        "away": _some(t.absences, "since", "until").where(t.absences.c.person_id == person_id),
        "shifts": _some(t.shifts, "role", "at", "taken_at").where(
            or_(t.shifts.c.from_person_id == person_id, t.shifts.c.to_person_id == person_id)
        ),
        "swaps": _some(t.swaps, "role", "starts_at", "ends_at", "offered_at", "accepted").where(
            or_(t.swaps.c.offered_by == person_id, t.swaps.c.to_post_id.in_(posts))
        ),
        "registered": _some(t.reports, "id", "issue_id", "number", "year", "filed_at").where(
            t.reports.c.filed_by_id == person_id
        ),
        "whistled": _some(t.whistles, "number", "year", "at", "matter", "text").where(t.whistles.c.by_id == person_id),
        "outages_announced": _some(t.outages, "category", "at", "starts_at", "ends_at").where(
            or_(t.outages.c.by_id == person_id, t.outages.c.changed_by_id == person_id)
        ),
        "said_to_many": _some(t.broadcasts, "kind", "at", "text", "changed_at").where(
            or_(t.broadcasts.c.by_id == person_id, t.broadcasts.c.changed_by_id == person_id)
        ),
        "emergencies": _some(t.emergencies, "at", "reason", "drill", "ended_at").where(
            or_(t.emergencies.c.by_id == person_id, t.emergencies.c.ended_by_id == person_id)
        ),
        "homes_noted": _some(t.home_notes, "at", "state").where(t.home_notes.c.by_id == person_id),
        "mediations": _some(t.mediations, "at", "state", "meets_at", "meets", "agreement", "ended_at").where(
            or_(t.mediations.c.first_id == person_id, t.mediations.c.other_id == person_id)
        ),
        "mediated": _some(t.mediations, "at", "state", "ended_at").where(t.mediations.c.mediator_id == person_id),
        "mediations_asked_for": _some(t.mediations, "at", "ended_at").where(t.mediations.c.by_id == person_id),
        "calls_opened": _some(t.calls, "at", "kind", "needed", "by_when", "text", "ended_at").where(
            t.calls.c.by_id == person_id
        ),
        "calls_answered": _some(t.call_answers, "call_id", "comes", "at", "came").where(
            t.call_answers.c.person_id == person_id
        ),
        "volunteer": _some(t.volunteers, "at", "can", "confirmed_at").where(t.volunteers.c.person_id == person_id),
        "volunteers_confirmed": _some(t.volunteers, "confirmed_at").where(t.volunteers.c.confirmed_by_id == person_id),
        "meetings": _some(t.meetings, "at").where(t.meetings.c.by_id == person_id),
        "listening_days": _some(t.listening_days, "at", "held_on", "filed_at", "published_at").where(
            or_(t.listening_days.c.by_id == person_id, t.listening_days.c.published_by_id == person_id)
        ),
        "settings_made": _some(t.settings, "key", "value", "since").where(t.settings.c.person_id == person_id),
        "days_named": _some(t.days, "day", "kind").where(t.days.c.person_id == person_id),
        "audit": _some(t.audit, "at", "action").where(t.audit.c.person_id == person_id),
        "board_sessions": _some(t.sessions, "kind", "made_at", "until", "used_at").where(
            t.sessions.c.person_id == person_id
        ),
        "how_often": _some(t.uses, "what", "minute", "used", "refused").where(t.uses.c.person_id == person_id),
    }


REPORT = (
    "id",
    "issue_id",
    "number",
    "year",
    "text",
    "place",
    "behalf",
    "latitude",
    "longitude",
    "filed_at",
    "private",
    "rating",
)
MATTER = ("id", "category", "state", "urgency", "plan", "result")


def _all(table: Table) -> Select[Any]:
    return select(table)


def _some(table: Table, *names: str) -> Select[Any]:
    return select(*(table.c[name] for name in names))


def _plain(value: Any) -> Any:
    """As JSON has it."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case tuple():
            return list(value)
        case _:
            return value
