"""What falls due beside the ladder while the bot is killed: service opens, a planned outage is over, a whistle is not
answered, duty changes hands, two sides meet a mediator, volunteers are called and say nothing. All of it is there
before the first life, in a community of its own, whose people hold other posts of the town too; the judge asks of every
deadline whether it fired once, at its time.
"""

from datetime import datetime, timedelta

from benchmarks.town import Town
from casework.area_settings import HAS, HOURS, ON
from casework.call.calling import CallOut, call_out
from casework.capabilities import Capability
from casework.issue.filing import File, file
from casework.issue.planned import Announce, announce
from casework.mediation.confiding import Appoint, appoint
from casework.mediation.mediating import In, Mediate, consent, mediate
from casework.model.deadlines import DeadlineKind
from casework.model.mediations import Side
from casework.model.people import Post, Rank, Role, Rota
from casework.model.places import AreaKind, Setting
from casework.settings import Settings
from casework.whistle.calling import Blow, blow
from storage.database import Database
from storage.departments import DepartmentEntry, put_departments
from storage.roster import AreaEntry, Codes, PostEntry, Roster, Transaction
from storage.work import SqlWork

HERE, BUILDING = "sq-beside", "lou-beside"
SEATS = (
    ("beside-wang", Role.GRID_HEAD, "wg-beside", "wuye2-0"),
    ("beside-she", Role.COMMUNITY_MANAGER, HERE, "she2-0"),
    ("beside-she2", Role.COMMUNITY_MANAGER, HERE, "wang2-0"),
    ("beside-tiao", Role.MEDIATOR, HERE, "jie2-0"),
    ("beside-zhi", Role.VOLUNTEER, "wg-beside", "jie-0"),
    ("beside-zhi2", Role.VOLUNTEER, HERE, "she-0"),
    ("beside-guan", Role.DEPARTMENT_OFFICER, "jd-0", "du-0"),
)
"""Code, role, area, and the post of the town whose person holds it."""
REPORTER = "jie-0"
ASKS_FOR_HANDS = "wang-0"
OPENS, TURNS_AT = "10:30-20:00", 11 * 60
"""Local time; a run begins at ten in the morning."""
MET_AT, NEEDED_AT, OUTAGE_OVER = timedelta(minutes=45), timedelta(hours=1), timedelta(hours=5)
FALL_DUE = (
    DeadlineKind.OPENING,
    DeadlineKind.OUTAGE_END,
    DeadlineKind.WHISTLE_REPORT_IN,
    DeadlineKind.SHIFT_TURN,
    DeadlineKind.SHIFT_TAKEN,
    DeadlineKind.MEDIATION_MET,
    DeadlineKind.CALL_WIDEN,
    DeadlineKind.CALL_CLOSE,
    DeadlineKind.CALL_CAME,
)
"""Of each of these at least one falls due in a run."""


async def settle(town: Town, database: Database, settings: Settings, now: datetime) -> None:
    """The community, its people, and what was begun there by now."""
    areas = [
        AreaEntry(code=HERE, kind=AreaKind.COMMUNITY, name="附近社区", parent="jd-0"),
        AreaEntry(code="wg-beside", kind=AreaKind.GRID, name="一网格", parent=HERE),
        AreaEntry(code=BUILDING, kind=AreaKind.BUILDING, name="1号楼", parent="wg-beside", households=60),
    ]
    posts = [
        PostEntry(code=code, role=role, rank=Rank.PRIMARY, name=holder, area=area) for code, role, area, holder in SEATS
    ]
    department = DepartmentEntry(code="cg", name="城管", area="jd-0", officers=("beside-guan",))

    def write(connection: Transaction, codes: Codes, at: datetime) -> None:
        put_departments(connection, [department], codes, at, False)

    await Roster(database).put((), areas, posts, then=write)
    work = database.work(settings)
    held = {code: await _held(code, holder, work) for code, _, _, holder in SEATS}
    await _rules(held, now, work)
    await work.commit()
    for begin in (_outage, _whistle, _waits_for_the_opening, _quarrel, _hands):
        work = database.work(settings)
        await begin(held, (await _post(REPORTER, work)).person_id or 0, now, work)
        await work.commit()


async def _post(code: str, work: SqlWork) -> Post:
    found = await work.post_by_code(code)
    assert found is not None
    return found


async def _held(code: str, holder: str, work: SqlWork) -> Post:
    post = await _post(code, work)
    post.person_id = (await _post(holder, work)).person_id
    work.changed(post)
    return post


async def _area(code: str, work: SqlWork) -> int:
    found = await work.area_by_code(code)
    assert found is not None
    return found.id


async def _rules(held: dict[str, Post], now: datetime, work: SqlWork) -> None:
    """Hours, what is switched on, and a rota that changes at eleven."""
    here, since = await _area(HERE, work), now - timedelta(days=2)
    for key, value in ((HOURS, OPENS), (f"{HAS}{Capability.CALL_OUTS}", ON)):
        work.add(Setting(id=work.new_id(), key=key, value=value, since=since, at=since, area_id=here))
    for weekday in range(7):
        for code, starts, ends in (("beside-she", 0, TURNS_AT), ("beside-she2", TURNS_AT, 24 * 60)):
            row = Rota(
                id=work.new_id(),
                role=Role.COMMUNITY_MANAGER,
                post_id=held[code].id,
                starts=starts,
                ends=ends,
                since=since,
                area_id=here,
                weekday=weekday,
            )
            work.add(row)


async def _outage(held: dict[str, Post], reporter: int, now: datetime, work: SqlWork) -> None:
    """It ended five hours ago, and was reported inside: an hour from now nobody speaks of it any more."""
    building, by = await _area(BUILDING, work), held["beside-she"].person_id or 0
    begun, ended = now - OUTAGE_OVER - timedelta(hours=2), now - OUTAGE_OVER
    command = Announce(by=by, at=begun, category="outage_water", area_ids=(building,), starts_at=begun, ends_at=ended)
    await announce(command, work)
    await work.commit()
    await file(File(by=reporter, at=ended - timedelta(minutes=30), area_id=building, text="停水了"), work)


async def _whistle(held: dict[str, Post], reporter: int, now: datetime, work: SqlWork) -> None:
    """Nobody of the department reports in."""
    (department,) = await work.departments_for((await work.area(await _area(HERE, work))).line)
    by, here = held["beside-she"].person_id or 0, await _area(HERE, work)
    await blow(Blow(by=by, at=now, departments=(department.id,), matter="校门口占道", area_id=here), work)


async def _waits_for_the_opening(held: dict[str, Post], reporter: int, now: datetime, work: SqlWork) -> None:
    """Reported half an hour before service begins."""
    await file(File(by=reporter, at=now, area_id=await _area(BUILDING, work), text="楼道灯不亮"), work)


async def _quarrel(held: dict[str, Post], reporter: int, now: datetime, work: SqlWork) -> None:
    """Both are willing, and meet within the run; the other side has no account."""
    building, mediator = await _area(BUILDING, work), held["beside-tiao"]
    issue = await file(File(by=reporter, at=now, area_id=building, text="楼上邻居半夜拖桌子", category="quarrel"), work)
    command = Mediate(issue_id=issue.id, by=reporter, at=now, post_id=mediator.id, other="老郑", code="chaos")
    mediation = await mediate(command, work)
    by = mediator.person_id or 0
    await consent(In(mediation_id=mediation.id, by=by, at=now, side=Side.OTHER), work)
    meet = Appoint(mediation_id=mediation.id, by=by, at=now, meets_at=now + MET_AT, text="社区二楼")
    await appoint(meet, work)


async def _hands(held: dict[str, Post], reporter: int, now: datetime, work: SqlWork) -> None:
    """Nobody answers: it is asked wider, it closes, and its hour comes."""
    by = held["beside-she"].person_id or 0
    asks = (await _post(ASKS_FOR_HANDS, work)).person_id or 0
    issue = await file(File(by=asks, at=now, area_id=await _area(BUILDING, work), text="门口积雪没人扫"), work)
    command = CallOut(issue_id=issue.id, by=by, at=now, needed=3, by_when=now + NEEDED_AT, text="门口扫雪")
    await call_out(command, work)
