"""Filing an issue: number, clock, the first asking; and the neighbours' "my home too"."""

from datetime import date, datetime

from casework.categories import category
from casework.clock import ladder, night
from casework.clock import limits as clock
from casework.frozen import frozen
from casework.issue import incident
from casework.issue.accusing import complained_of, danger_apart, tell_apart
from casework.issue.doing import OnIssue, Photo, attach, begin, step
from casework.issue.likeness import number_area
from casework.issue.recognising import ask_whose
from casework.issue.together import note_likeness
from casework.issue.visiting import keep_note
from casework.lines import HasItToo
from casework.messages import Kind, Priority, redraw, tell_person, tell_reporter
from casework.model.issues import Accused, Action, Issue, MeToo, Report, Round, Source, Tier, Urgency
from casework.model.places import HOUSES, Area, AreaKind
from casework.model.timeline import Attachment, Visibility
from casework.neighbourhood.restraint import allow_report
from casework.ports import Work
from casework.refusals import AlreadySaid, NotYours, TextNeeded
from casework.timeline import write_line
from casework.told import Received
from casework.words.accused import accuses_neighbour
from casework.words.guess import PRIVATE_DANGERS, guess, sounds_private
from casework.words.places import may_name_building, read_place

MAY_BE_IN = 3
"""Buildings of one number to which people are called at once."""
WHERE_UNSAID = "在哪儿还没说清"
"""The place of what its reporter has said no more of than that it is not where it was thought to be."""


@frozen(kw_only=True)
class File:
    """A whole report: by a resident, or by staff for somebody (`reporter_id`, or nobody). `by_itself`: unpressed.
    `chosen`: its category was chosen by hand."""

    by: int
    at: datetime
    area_id: int
    text: str
    category: str | None = None
    chosen: bool = False
    reporter_id: int | None = None
    for_nobody: bool = False
    place: str = ""
    behalf: str = ""
    source: Source = Source.GROUP
    private: bool = False
    urgent: bool = False
    t0: datetime | None = None  # when the danger was said, where that was before it is filed
    danger: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    photos: tuple[Photo, ...] = ()
    has_more: bool = False
    chat_id: int | None = None
    by_itself: bool = False
    heard_on: date | None = None
    outside_number: str | None = None
    outside_due: date | None = None
    contact: str = ""  # how whoever told it is found, for the holder alone
    listening_id: int | None = None  # one of several that were registered in one go
    mended: bool = False  # whoever found it has put it right: nobody is asked


async def file(command: File, work: Work) -> Issue:
    """File an issue: number, clock, the first asking, the receipt and the cards, all at once.

    Raises TextNeeded; TooManyReports, unless it is danger or somebody with a post files it.
    """
    text = command.text.strip()
    if not text and not command.photos and not command.has_more:
        raise TextNeeded
    if not command.urgent and command.listening_id is None:
        await allow_report(command.by, command.at, work)
    area = await work.area(command.area_id)
    found = guess(text)
    key = command.category or found.kind or "other"
    kind = category(key)
    community_id = await number_area(area.line, work)
    year = command.at.astimezone(work.settings_for(area.line, command.at).zone).year
    reporter_id = None if command.for_nobody else (command.reporter_id or command.by)
    issue_id = work.new_id()
    estate_id = area.estate_id or await estate_around(area, reporter_id, work)
    called_only = kind.key == "violence" or found.danger in PRIVATE_DANGERS or command.danger in PRIVATE_DANGERS
    for_all, aside = command.urgent and not called_only, ""
    if for_all:  # danger wins: everybody is called, whoever is complained of too
        text, aside, accused = await danger_apart(text, area.line, estate_id, work)
    else:
        accused = await complained_of(text, area.line, estate_id, work)
    private = command.private or kind.private or sounds_private(text, chosen=command.chosen) or bool(accused)
    private = private or (not command.urgent and accuses_neighbour(text))
    t0 = command.t0 or command.at
    report = Report(
        id=work.new_id(),
        issue_id=issue_id,
        community_id=community_id,
        number=await work.next_number(community_id, year),
        year=year,
        area_id=area.id,
        text=text,
        place=command.place,
        latitude=command.latitude,
        longitude=command.longitude,
        filed_at=t0,
        t0=t0,
        source=command.source,
        reporter_id=reporter_id,
        filed_by_id=command.by,
        behalf=command.behalf,
        private=private and not for_all,
        heard_on=command.heard_on,
        outside_number=command.outside_number,
        outside_due=command.outside_due,
        accused=() if for_all else accused,
        called_only=called_only,
        listening_id=command.listening_id,
    )
    issue = Issue(
        id=issue_id,
        community_id=community_id,
        area_id=area.id,
        line=area.line,
        estate_id=estate_id,
        category=kind.key,
        filed_at=t0,
        t0=t0,
        now=Round(issue_id=issue_id, round=1, t0=t0),
        reports=[report],
        tier=Tier(kind.tier),
        urgency=Urgency.URGENT if command.urgent else Urgency.NORMAL,
        danger=command.danger if command.urgent else None,
        runs_on_since=t0 if command.urgent else None,
    )
    alone = command.listening_id is not None or command.mended
    if command.contact:
        keep_note(report, command.by, command.at, command.contact, work)
    whole = None if alone else await incident.gathered(issue, command.at, work)
    if whole is not None:
        await incident.add(whole, report, command.at, work)
        _attach_to(report, command.photos, work)
    else:
        await _begin(issue, command, text, aside, accused, work)
    clock.set_outside_day(whole or issue, command.outside_due, command.at, work)
    if command.by != reporter_id and not alone and command.source is not Source.SYSTEM:
        own = Received(number=report.number)
        tell_person(work, Kind.RECEIPT, command.by, command.at, Priority.RESIDENT, issue=whole or issue, data=own)
    if whole is None:
        await redraw(work, issue, command.at)
    if command.contact and not alone:
        await ask_whose(whole or issue, report, command.at, work)
    return whole or issue


async def _begin(issue: Issue, command: File, text: str, aside: str, accused: tuple[Accused, ...], work: Work) -> None:
    """It is a matter of its own: its first line, its clock, whoever is asked, and the reporter's receipt."""
    report = issue.report
    work.add(issue)
    entry = write_line(issue, Action.FILE, command.at, work, person_id=command.by, chat_id=command.chat_id, text=text)
    attach(report.subject, entry, command.photos, work)
    if issue.planned_until is None and not command.mended:
        if command.listening_id is None:  # whoever registered many in one go has seen what each looks like
            await note_likeness(issue, command.at, work)
        await start_clock(issue, command.at, work)
        await _call_where_it_may_be(issue, text, command.at, work)
    told = await tell_apart(issue, aside, accused, command.by, command.at, work)
    receipt = Kind.DRAFT_FILED if command.by_itself else Kind.RECEIPT
    tell_reporter(work, receipt if issue.planned_until is None else Kind.INCIDENT, issue, command.at, entry=told)


async def _call_where_it_may_be(issue: Issue, text: str, at: datetime, work: Work) -> None:
    """A danger in "building 3", and there are two of that number: those of each are called, until it is said which."""
    if not issue.urgent or issue.private or not may_name_building(text):
        return
    if (await work.area(issue.area_id)).kind is AreaKind.BUILDING:
        return
    said = read_place(text)
    place = read_place(text, await work.buildings_meant(text, [said.building, *said.more], issue.area_id))
    for area_id in place.fits if 1 < len(place.fits) <= MAY_BE_IN else ():
        await ladder.call_there(issue, await work.area(area_id), at, work)


def _attach_to(report: Report, photos: tuple[Photo, ...], work: Work) -> None:
    for one in photos:
        row = Attachment(id=work.new_id(), kind=one.kind, ref=one.ref, seconds=one.seconds, subject=report.subject)
        work.add(row)


async def show_more(issue: Issue, by: int, photos: tuple[Photo, ...], at: datetime, work: Work) -> None:
    """The rest of an album whose first photo was filed: it was in that person's report from the beginning, and is
    nobody's else. Raises NotYours for whoever has no report there."""
    own = next((one for one in reversed(issue.reports) if by in (one.filed_by_id, one.reporter_id)), None)
    if own is None:
        raise NotYours(issue=issue, action=Action.AMEND, holder=None)
    timeline = await work.timeline(issue.id)
    filed = next((one for one in timeline if one.action == Action.FILE and one.person_id == own.filed_by_id), None)
    attach(own.subject, filed, photos, work)
    work.changed(issue)
    await redraw(work, issue, at)


async def start_clock(issue: Issue, at: datetime, work: Work) -> None:
    """T0: the clock of the round, the first asking, and the rounds of an urgent matter. At night what is of use
    only now is recorded, and nobody is asked."""
    if night.only_recorded(issue, at, work):
        night.record_only(issue, at, work)
        return
    clock.open_round(issue, work)
    await ladder.ask_when_open(issue, at, work)
    ladder.start_rounds(issue, issue.t0, work)


async def estate_around(area: Area, reporter_id: int | None, work: Work) -> int | None:
    """Outdoors around one's own building is one's own estate, whose steward is asked: no area stands for an estate."""
    home_id = (await work.person(reporter_id)).home_id if reporter_id is not None else None
    home = await work.area(home_id) if home_id is not None else None
    return home.estate_id if home is not None and home.kind in HOUSES and home.outdoors_id == area.id else None


async def me_too(
    command: OnIssue, work: Work, *, text: str = "", photos: tuple[Photo, ...] = (), area_id: int | None = None
) -> Issue:
    """A neighbour has it as well: a public matter of a shared place, where he lives or speaks; `area_id`: or where his
    words say. What he says with it reaches whoever has it, later words too; a danger at one more home reaches everybody
    who was called, also without words. Raises AlreadySaid with the count."""
    issue, post = await begin(command, Action.ME_TOO, work)
    said, again = bool(text.strip() or photos), await work.said_me_too(issue.id, command.by)
    if issue.is_reporter(command.by) or (again and not said):
        raise AlreadySaid(count=issue.me_toos)
    if not again:
        work.add(MeToo(issue_id=issue.id, person_id=command.by, at=command.at, area_id=area_id))
        issue.me_toos += 1
    seen = Visibility.STAFF if said else Visibility.PUBLIC  # a neighbour's words are not for the reporter
    at = area_id or (await work.person(command.by)).home_id if issue.urgent else None
    data = HasItToo(at=(await work.area(at)).name if at is not None else None)
    entry = step(issue, Action.ME_TOO, command, post, work, text=text.strip(), visibility=seen, data=data)
    attach(issue.subject, entry, photos, work)
    priority = Priority.URGENT if issue.urgent else Priority.RESIDENT
    for person_id in ladder.called(issue) if issue.urgent else [issue.holder_id] if said else []:
        tell_person(work, Kind.RESIDENT_SAID, person_id, command.at, priority, issue=issue, entry=entry)
    if not again:
        await incident.too(issue, command.at, work)
    await redraw(work, issue, command.at)
    return issue
