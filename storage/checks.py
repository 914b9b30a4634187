"""What closed without a rating, and the samples of it that a community asks after."""

from datetime import datetime

from sqlalchemy import and_, bindparam, select

from casework.model.issues import Issue, Round, Sample, State
from storage import tables
from storage.columns import UTCDateTime
from storage.issues import WHOLE, IssueReads
from storage.rows import ROUNDS, SAMPLES

issues, rounds = tables.issues, tables.rounds

_LAPSED = (
    select(issues.c.id)
    .join(rounds, and_(rounds.c.issue_id == issues.c.id, rounds.c.round == issues.c.round))
    .where(
        issues.c.community_id == bindparam("community"),
        issues.c.state == State.CLOSED,
        ~tables.IS_PRIVATE,
        rounds.c.closed_at >= bindparam("since", type_=UTCDateTime()),
        rounds.c.closed_at < bindparam("until", type_=UTCDateTime()),
        rounds.c.resolved_at.is_not(None),
        rounds.c.rating.is_(None),
    )
)
_WHOLE = WHOLE.where(issues.c.id.in_(_LAPSED))
_SAMPLED = ROUNDS.select().where(rounds.c.sample_id == bindparam("sample"))


class CheckReads(IssueReads):
    """Asked once a month for each community."""

    async def lapsed_in(self, community_id: int, since: datetime, until: datetime) -> list[Issue]:
        """Matters of the community that closed in [since, until) with a result that nobody rated, without private
        ones."""
        found = await self._issues(_WHOLE, (State.CLOSED,), community=community_id, since=since, until=until)
        return sorted(found, key=lambda one: one.id)

    async def sample(self, sample_id: int) -> Sample:
        """Raises NotFound."""
        return await self._one(SAMPLES, sample_id)

    async def rounds_of_sample(self, sample_id: int) -> list[Round]:
        """Those that were drawn, by their matters."""
        found = await self._all(ROUNDS, _SAMPLED, lambda one: one.sample_id == sample_id, sample=sample_id)
        return sorted(found, key=lambda one: one.issue_id)
