"""Reading issues and what hangs on them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, func, literal, or_, select, text, union

from casework.model.conversation import Draft, DraftState
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.issues import REGISTERED, Issue, MeToo, Promise, Round, State, Verdict, VisitNote
from casework.model.timeline import Attachment, Entry
from casework.refusals import NotFound
from casework.transitions import STANDING
from casework.words.likeness import Reported, told
from storage import tables
from storage.columns import under
from storage.rows import (
    ATTACHMENTS,
    DEADLINES,
    DRAFTS,
    ENTRIES,
    ISSUES,
    ME_TOOS,
    PINGS,
    PROMISES,
    REPORTS,
    ROUNDS,
    VERDICTS,
    VISIT_NOTES,
)
from storage.unit import Unit

AT_ONCE = 500  # ids in one question
LOOKED_AT = 50  # issues among which one is sought that is like another

issues, deadlines, pings, posts = tables.issues, tables.deadlines, tables.pings, tables.posts
reports, rounds, promises = tables.reports, tables.rounds, tables.promises
IS_RESIDENTS = "{} AND entries.{}".format(*tables.IS_RESIDENTS.split(" AND "))
STANDING_ISSUES = text(f"issues.{tables.IS_STANDING}")
RUNNING = (DeadlineState.PENDING, DeadlineState.HELD)
SOME = issues.c.id.in_(bindparam("ids", expanding=True))
DUE = (
    DEADLINES.select()
    .join(issues, deadlines.c.subject_id == issues.c.id)
    .where(SOME, or_(deadlines.c.state.in_(RUNNING), deadlines.c.round == issues.c.round))
    .order_by(deadlines.c.id)
)
ASKED = (
    PINGS.select()
    .join(issues, pings.c.issue_id == issues.c.id)
    .where(SOME, pings.c.round == issues.c.round)
    .order_by(pings.c.asked_at, pings.c.id)
)

WHOLE: Select[Any] = (
    select(*(stored.table.c[name] for stored in (ISSUES, ROUNDS, PROMISES, REPORTS) for name in stored.names))
    .select_from(issues)
    .join(rounds, and_(rounds.c.issue_id == issues.c.id, rounds.c.round == issues.c.round))
    .outerjoin(promises, and_(promises.c.issue_id == issues.c.id, text("promises.ended_at IS NULL")))
    .outerjoin(reports, reports.c.issue_id == issues.c.id)
)
"""Issues with round, promise and reports, in one question: a row for each report."""
_NEWEST = (
    select(issues.c.id)
    .where(
        issues.c.community_id == bindparam("community_id"),
        issues.c.filed_at >= bindparam("since"),
        issues.c.category.in_(bindparam("kinds", expanding=True)),
        ~tables.IS_PRIVATE,
        STANDING_ISSUES,
    )
    .order_by(issues.c.filed_at.desc())
    .limit(LOOKED_AT)
)
NEWEST_OF_KINDS = select(_NEWEST.subquery().c.id)
TOLD_OF_KINDS = (
    select(
        *(issues.c[name] for name in ("id", "category", "line", "estate_id", "filed_at")),
        *(reports.c[name] for name in ("place", "text", "latitude", "longitude")),
    )
    .join(reports, reports.c.issue_id == issues.c.id)
    .where(issues.c.id.in_(NEWEST_OF_KINDS), issues.c.planned_until.is_(None))
    .order_by(issues.c.id.desc(), reports.c.home_id.is_not(None), reports.c.filed_at, reports.c.id)
)
"""A row for each report; the first of each issue is its own, as `Issue.in_order` has them."""
ENDS = [0]
for _stored in (ISSUES, ROUNDS, PROMISES, REPORTS):
    ENDS.append(ENDS[-1] + len(_stored.names))
_, OF_ROUND, OF_PROMISE, OF_REPORT, _ = ENDS
STATE = ISSUES.names.index("state")
AWAY = REPORTS.select().where(
    reports.c.home_id.in_(bindparam("ids", expanding=True)), text(f"reports.{tables.IS_AWAY}")
)
"""The own reports of issues that are together with another: by those they are known, and find it."""
WITH_ID = WHOLE.where(issues.c.id == bindparam("id"))
WITH_IDS = WHOLE.where(SOME)
PERSON: BindParameter[Any] = bindparam("person_id")
SUBJECT: BindParameter[Any] = bindparam("subject_id")
ISSUE: BindParameter[Any] = bindparam("of_issue")
MINE = (
    select(reports.c.issue_id)
    .where(reports.c.reporter_id == PERSON)
    .order_by(reports.c.filed_at.desc(), reports.c.id.desc())
    .limit(bindparam("at_most"))
    .subquery()
)
REPORTS_OF = WHOLE.where(issues.c.id.in_(select(MINE.c.issue_id))).order_by(
    issues.c.filed_at.desc(), issues.c.id.desc()
)
TAKEN_DOWN = (
    select(reports.c.issue_id)
    .where(
        reports.c.filed_by_id == PERSON,
        text(tables.IS_NOBODYS),
        reports.c.source.in_(REGISTERED),
    )
    .order_by(reports.c.filed_at.desc(), reports.c.id.desc())
    .limit(bindparam("at_most"))
    .subquery()
)
REGISTERED_BY = WHOLE.where(issues.c.id.in_(select(TAKEN_DOWN.c.issue_id))).order_by(
    issues.c.filed_at.desc(), issues.c.id.desc()
)
SEATS = select(posts.c.id).where(posts.c.person_id == PERSON)
HELD = union(
    select(issues.c.id).where(issues.c.holder_id == PERSON, STANDING_ISSUES),
    select(issues.c.id).where(issues.c.assignee_post_id.in_(SEATS)),
    select(issues.c.id).where(issues.c.transfer_post_id.in_(SEATS)),
    select(pings.c.issue_id).where(pings.c.person_id == PERSON, text(f"pings.{tables.IS_LIVE}")),
).subquery()
OPEN_OF_HOLDER = WHOLE.where(issues.c.id.in_(select(HELD.c.id)), STANDING_ISSUES).order_by(issues.c.t0, issues.c.id)
PENDING_OF = DEADLINES.select().where(deadlines.c.subject_id == SUBJECT, text(f"deadlines.{tables.IS_PENDING}"))
TIMELINE = ENTRIES.select().where(tables.entries.c.subject_id == SUBJECT)
SENT_ALONG = ATTACHMENTS.select().where(tables.attachments.c.subject_id.in_(bindparam("ids", expanding=True)))
WRONG_PICTURES = select(tables.pictures.c.attachment_id, tables.pictures.c.wrong).where(
    tables.pictures.c.attachment_id.in_(bindparam("ids", expanding=True)), tables.pictures.c.wrong != ""
)
NOTES_OF = VISIT_NOTES.select().where(tables.visits.c.report_id.in_(bindparam("ids", expanding=True)))
ISSUE_OF_REPORT = select(reports.c.issue_id).where(reports.c.id == bindparam("report_id"))
_KNOWN = (reports.c.community_id == bindparam("community_id")) & reports.c.reporter_id.is_not(None)
PHONES_LEFT: Any = (
    select(reports.c.reporter_id, tables.visits.c.text, literal(1).label("asked"))
    .join(tables.visits, tables.visits.c.report_id == reports.c.id)
    .where(_KNOWN, tables.visits.c.person_id == reports.c.reporter_id, tables.visits.c.text.like(bindparam("figures")))
    .union_all(
        select(reports.c.reporter_id, reports.c.text, literal(0).label("asked")).where(
            _KNOWN, reports.c.behalf == "", reports.c.text.like(bindparam("figures"))
        )
    )
)
ROUNDS_OF = ROUNDS.select().where(rounds.c.issue_id == ISSUE)
PROMISES_OF = PROMISES.select().where(promises.c.issue_id == ISSUE)
VERDICTS_OF = VERDICTS.select().where(tables.verdicts.c.issue_id == ISSUE)
HOMES_TOO = (
    select(func.coalesce(tables.me_toos.c.area_id, tables.persons.c.home_id).label("home_id"))
    .select_from(tables.me_toos)
    .join(tables.persons, tables.me_toos.c.person_id == tables.persons.c.id)
    .where(tables.me_toos.c.issue_id == ISSUE)
    .distinct()
)
ME_TOOS_OF = ME_TOOS.select().where(tables.me_toos.c.issue_id == ISSUE)
OPEN_DRAFT = DRAFTS.select().where(tables.drafts.c.person_id == PERSON, text("drafts.state = 'open'"))

Loaded = tuple[Sequence[Sequence[Any]], list[Sequence[Any]], list[Sequence[Any]], Sequence[Sequence[Any]]]


def _with_round(statement: Select[Any], values: dict[str, Any]) -> Any:
    """The issues, the deadlines that run or are of their round, and the pings of their round.

    The issue is read first: what is read after it is never older, and the version tells if it was newer.
    """

    def ask(connection: Connection) -> Loaded:
        found = connection.execute(statement, values).all()
        ids = list(dict.fromkeys(row[0] for row in found))
        due: list[Sequence[Any]] = []
        asked: list[Sequence[Any]] = []
        for start in range(0, len(ids), AT_ONCE):
            some = {"ids": ids[start : start + AT_ONCE]}
            due += connection.execute(DUE, some).all()
            asked += connection.execute(ASKED, some).all()
        merged = list({row[0] for row in found if row[STATE] == State.MERGED})
        away = connection.execute(AWAY, {"ids": merged}).all() if merged else []
        return found, due, asked, away

    return ask


class IssueReads(Unit):
    """Issues, drafts, timelines. Lists show what is committed, as the objects that this unit has changed."""

    async def next_number(self, community_id: int, year: int) -> int:
        """The next speakable number, counted in a short transaction of its own at once.

        Nobody else gets it. A number whose report was not filed after all, or a crash, leaves a gap: harmless.
        Not durable by itself: the log is written in order, so an issue that survives has its number counted.
        """
        count = text(
            "INSERT INTO counters (community_id, year, last) VALUES (:community_id, :year, 1) "
            "ON CONFLICT (community_id, year) DO UPDATE SET last = counters.last + 1 RETURNING last"
        )

        def do(connection: Connection) -> int:
            return int(connection.execute(count, {"community_id": community_id, "year": year}).scalar_one())

        return await self._database.write(do, durable=False)

    async def issue(self, issue_id: int) -> Issue:
        """The issue with the deadlines and pings of its round. Raises NotFound."""
        if (known := self._get(ISSUES, issue_id)) is not None:
            return known
        found = await self._issues(WITH_ID, id=issue_id)
        if not found:
            raise NotFound(id=issue_id)
        return found[0]

    async def foresee_issues(self, issue_ids: Sequence[int]) -> list[Issue]:
        """Read several issues in one trip; `issue` finds them here afterwards."""
        return await self._issues(WITH_IDS, ids=list(issue_ids))

    async def _issues(self, statement: Select[Any], states: Iterable[str] = (), **values: Any) -> list[Issue]:
        rows, due, asked, away = await self._look(_with_round(statement, values))
        fresh: dict[int, Issue] = {}
        found: dict[int, Issue] = {}
        for row in rows:
            known = found.get(row[0]) or self._get(ISSUES, row[0])
            if known is None:
                promise = None if row[OF_PROMISE] is None else self._own(PROMISES, row[OF_PROMISE:OF_REPORT])
                now = self._own(ROUNDS, row[OF_ROUND:OF_PROMISE])
                known = fresh[row[0]] = ISSUES.load(row, now=now, promise=promise)
                self._known[Issue, (known.id,)] = known
            found[known.id] = known
            if known.id in fresh and row[OF_REPORT] is not None:
                known.reports.append(self._own(REPORTS, row[OF_REPORT:]))
        for row in away:
            report = self._own(REPORTS, row)
            if report.home_id in fresh and report not in fresh[report.home_id].reports:
                fresh[report.home_id].reports.append(report)
        for issue in fresh.values():
            issue.in_order()
        for row in due:
            deadline = self._own(DEADLINES, row)
            if deadline.issue_id in fresh and isinstance(deadline.kind, DeadlineKind):
                fresh[deadline.issue_id].deadlines.append(deadline)
        for row in asked:
            ping = self._own(PINGS, row)
            if ping.issue_id in fresh:
                fresh[ping.issue_id].pings.append(ping)
        wanted = tuple(states)
        return [issue for issue in found.values() if not wanted or issue.state in wanted]

    async def issue_by_number(self, community_ids: Sequence[int], number: int) -> Issue | None:
        """The issue of the youngest report of that number in one of the communities."""
        youngest = (
            select(reports.c.issue_id)
            .where(reports.c.community_id.in_(community_ids), reports.c.number == number)
            .order_by(reports.c.filed_at.desc(), reports.c.id.desc())
            .limit(1)
        )
        found = await self._issues(WHOLE.where(issues.c.id.in_(youngest)))
        return found[0] if found else None

    async def standing_of_kinds(self, community_id: int, categories: Iterable[str], since: datetime) -> list[Issue]:
        """Issues of the community that are neither over nor private, of these categories, filed since then; the newest
        first, LOOKED_AT at most."""
        asked = WHOLE.where(issues.c.id.in_(NEWEST_OF_KINDS)).order_by(issues.c.filed_at.desc(), issues.c.id.desc())
        return await self._issues(asked, STANDING, community_id=community_id, since=since, kinds=list(categories))

    async def told_of_kinds(
        self, community_id: int, categories: Iterable[str], since: datetime
    ) -> list[tuple[int, Reported]]:
        """What counts for likeness of the same, by their ids, without what is planned."""
        wanted = {"community_id": community_id, "since": since, "kinds": list(categories)}
        rows = await self._look(lambda connection: connection.execute(TOLD_OF_KINDS, wanted).all())
        leads = {row.id: row for row in reversed(rows)}
        return [
            (
                row.id,
                Reported(
                    category=row.category,
                    text=told(row.place, row.text),
                    at=row.filed_at,
                    line=row.line,
                    estate_id=row.estate_id,
                    latitude=row.latitude,
                    longitude=row.longitude,
                ),
            )
            for row in leads.values()
        ]

    async def open_of_holder(self, person_id: int) -> list[Issue]:
        """Not over, and the person holds it, was assigned or offered it, or has a live ping for it; oldest T0 first."""
        found = await self._once(OPEN_OF_HOLDER, person_id, lambda: self._issues(OPEN_OF_HOLDER, person_id=person_id))
        return [one for one in found if one.state in STANDING]

    async def reports_of(self, person_id: int, limit: int) -> list[Issue]:
        """The issues that the person reported, youngest first."""
        of = person_id, limit
        asked = await self._once(REPORTS_OF, of, lambda: self._issues(REPORTS_OF, person_id=person_id, at_most=limit))
        return list(asked)

    async def registered_by(self, person_id: int, limit: int) -> list[Issue]:
        """What the person took down for somebody who has no account, youngest first."""
        return await self._issues(REGISTERED_BY, person_id=person_id, at_most=limit)

    async def standing_in(self, area_ids: Sequence[int], limit: int) -> list[Issue]:
        """Issues that are not over, anywhere under one of the areas, oldest T0 first."""
        of = tuple(area_ids), limit
        found = await self._once(STANDING_ISSUES, of, lambda: self._standing_in(area_ids, limit))
        return [one for one in found if one.state in STANDING]

    async def _standing_in(self, area_ids: Sequence[int], limit: int) -> list[Issue]:
        if not (lines := await self._lines(area_ids)):
            return []
        there = under(issues.c.line, lines)
        oldest = select(issues.c.id).where(there, STANDING_ISSUES).order_by(issues.c.t0, issues.c.id).limit(limit)
        asked = WHOLE.where(issues.c.id.in_(select(oldest.subquery().c.id)))
        return await self._issues(asked.order_by(issues.c.t0, issues.c.id), STANDING)

    async def filed_since(self, community_id: int, since: datetime) -> list[Issue]:
        """All issues of the community filed, or opened again, since then, oldest first."""
        began = or_(issues.c.filed_at >= since, issues.c.t0 >= since)
        asked = WHOLE.where(issues.c.community_id == community_id, began)
        return await self._issues(asked.order_by(issues.c.filed_at, issues.c.id))

    async def rounds(self, issue_id: int) -> list[Round]:
        """All rounds of an issue, the first first."""
        found = await self._all(ROUNDS, ROUNDS_OF, lambda one: one.issue_id == issue_id, of_issue=issue_id)
        return sorted(found, key=lambda one: one.round)

    async def promises(self, issue_id: int) -> list[Promise]:
        """All promises about an issue, also those that count no longer, the first first."""
        found = await self._all(PROMISES, PROMISES_OF, lambda one: one.issue_id == issue_id, of_issue=issue_id)
        return sorted(found, key=lambda one: (one.made_at, one.id))

    async def timeline(self, subject_id: int) -> list[Entry]:
        """The entries of an issue, or of another subject, oldest first."""
        found = await self._all(ENTRIES, TIMELINE, lambda entry: entry.subject_id == subject_id, subject_id=subject_id)
        return sorted(found, key=lambda entry: (entry.at, entry.id))

    async def entries_by(self, person_id: int) -> list[Entry]:
        """What the person did as a resident, on whichever issue."""
        asked = ENTRIES.select().where(tables.entries.c.person_id == person_id, text(f"entries.{IS_RESIDENTS}"))
        return await self._all(ENTRIES, asked, lambda one: one.person_id == person_id and one.post_id is None)

    async def me_toos_by(self, person_id: int) -> list[MeToo]:
        """Where the person said "my home too"."""
        asked = ME_TOOS.select().where(tables.me_toos.c.person_id == person_id)
        return await self._all(ME_TOOS, asked, lambda one: one.person_id == person_id)

    async def entry(self, entry_id: int) -> Entry:
        """One entry. Raises NotFound."""
        return await self._one(ENTRIES, entry_id)

    async def attachments(self, *subject_ids: int) -> list[Attachment]:
        """What was sent along with these subjects, oldest first."""
        asked = [one for one in subject_ids if not self._begun_here(one)]
        rows = (await self._rows(SENT_ALONG, ids=asked))[0] if asked else ()
        found = self._with_added(ATTACHMENTS, rows, lambda one: one.subject_id in subject_ids)
        return sorted(found, key=lambda one: one.id)

    async def visit_notes(self, *report_ids: int) -> list[VisitNote]:
        """Door, phone and times at home of these reports, where given and not erased, oldest report first."""
        found = await self._all(VISIT_NOTES, NOTES_OF, lambda note: note.report_id in report_ids, ids=list(report_ids))
        return sorted(found, key=lambda one: one.report_id)

    async def issue_of_report(self, report_id: int) -> Issue:
        """The matter to which the report belongs now. Raises NotFound."""
        (found,) = await self._rows(ISSUE_OF_REPORT, report_id=report_id)
        if not found:
            raise NotFound
        return await self.issue(found[0].issue_id)

    async def phones_left(self, community_id: int, figures: str) -> list[tuple[int, str, bool]]:
        """Of reports in that community that have a reporter, what has these figures in it: who, the words, and whether
        they are what was left to be found by, or the report's own."""
        has = {"community_id": community_id, "figures": f"%{figures}%"}
        (rows,) = await self._rows(PHONES_LEFT, **has)
        return [(row.reporter_id, row.text, bool(row.asked)) for row in rows]

    async def said_me_too(self, issue_id: int, person_id: int) -> bool:
        """Whether the person is among "my home too"."""
        return person_id in await self.me_toos(issue_id)

    async def wrong_pictures(self, attachment_ids: Collection[int]) -> dict[int, str]:
        """Of these photos those of which no picture could be made, and why, in a word."""
        found = await self._look(lambda connection: connection.execute(WRONG_PICTURES, {"ids": attachment_ids}).all())
        return {row.attachment_id: row.wrong for row in found}

    async def verdicts(self, issue_id: int) -> list[Verdict]:
        """What neighbours said of its results, in every round."""
        return await self._all(VERDICTS, VERDICTS_OF, lambda one: one.issue_id == issue_id, of_issue=issue_id)

    async def me_toos(self, issue_id: int) -> list[int]:
        """Ids of the persons who said so, first come first."""
        found = await self._all(ME_TOOS, ME_TOOS_OF, lambda one: one.issue_id == issue_id, of_issue=issue_id)
        return [one.person_id for one in sorted(found, key=lambda one: (one.at, one.person_id))]

    async def homes_too(self, issue_id: int) -> set[int]:
        """The buildings in which those who said so have it."""
        (rows,) = await self._rows(HOMES_TOO, of_issue=issue_id)
        return {row.home_id for row in rows if row.home_id is not None}

    async def draft(self, draft_id: int) -> Draft:
        """Raises NotFound."""
        return await self._one(DRAFTS, draft_id)

    async def open_draft(self, person_id: int) -> Draft | None:
        """The person's draft that was neither filed nor dropped nor left."""
        (rows,) = await self._once(OPEN_DRAFT, person_id, lambda: self._rows(OPEN_DRAFT, person_id=person_id))
        mine = self._with_added(DRAFTS, rows, lambda draft: draft.person_id == person_id)
        found = [one for one in mine if one.state is DraftState.OPEN]
        return found[0] if found else None

    async def draft_deadlines(self, draft_id: int) -> list[Deadline]:
        """Its pending deadlines."""
        rows = () if self._begun_here(draft_id) else (await self._rows(PENDING_OF, subject_id=draft_id))[0]
        pending = DeadlineState.PENDING
        found = self._with_added(DEADLINES, rows, lambda one: one.draft_id == draft_id and one.state is pending)
        return sorted(found, key=lambda one: (one.due_at, one.id))

    async def deadline_of_absence(self, absence_id: int) -> Deadline | None:
        """The pending one at which it begins."""
        found = await self._all(
            DEADLINES,
            PENDING_OF,
            lambda one: one.absence_id == absence_id and one.state is DeadlineState.PENDING,
            subject_id=absence_id,
        )
        return next(iter(found), None)

    async def calendar_deadlines(self, kind: DeadlineKind) -> list[Deadline]:
        """Pending deadlines of a kind that belongs to areas."""
        found = await self._all(
            DEADLINES,
            DEADLINES.select().where(
                deadlines.c.kind == kind, text(f"deadlines.{tables.IS_PENDING} AND deadlines.subject_kind = 'area'")
            ),
            lambda one: one.kind is kind and one.area_id is not None and one.state is DeadlineState.PENDING,
        )
        return sorted(found, key=lambda one: (one.due_at, one.id))
