"""My home too 我家也是: a neighbour is counted, and of a danger is asked for his door."""

from bot.callbacks import Press
from bot.flows.around import chat_id, me
from bot.flows.offers import Offers
from bot.flows.privately import answer_privately
from bot.flows.resident import danger_known, report
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import number_words
from bot.views.view import View, known
from casework.issue.doing import OnIssue
from casework.issue.filing import me_too
from casework.model.issues import Issue
from casework.model.places import HOUSES, Area
from casework.words.asking import says_wrong
from locales.markup import PublicHtml

INSIDE = frozenset({"stairwell_light", "stairwell_cleaning", "piled_things", "gate", "lift"})
"""What is of one building alone: what fails for many, and what stands outdoors, may be another building's too."""


async def home_elsewhere(turn: Turn, issue: Issue) -> Area | None:
    """The building of whoever spoke, where the matter is of the inside of another: his stairwell's lamp is not that
    one."""
    home_id = turn.person.home_id if turn.person is not None else None
    if home_id is None or issue.urgent or issue.category not in INSIDE:
        return None
    home, there = await turn.work.area(home_id), await turn.work.area(issue.area_id)
    if home.kind not in HOUSES or there.kind not in HOUSES or home.building_id == there.building_id:
        return None
    return await turn.work.area(home.building_id)


async def of_another_building(turn: Turn, issue: Issue, home: Area) -> PublicHtml:
    """What he reads instead of being counted."""
    there = await turn.work.area(issue.area_id)
    place = await turn.work.area(there.building_id)
    facts = {"number": number_words(issue, turn.tr), "place": known(place.name), "home": known(home.name)}
    return turn.tr.t(
        "{number} is of {place}, and you live at {home}. "
        "If it is so there too, write it to me, and I report it for {home}.",
        **facts,
    )


async def asks_of_own(turn: Turn, issue: Issue, home: Area, said: Parts | None) -> None:
    """The same of words in the group: said privately, with what he wrote to be reported for his own building."""
    if turn.person is None or not turn.person.reachable or turn.person.consent_at is None:
        return

    async def privately(theirs: Turn) -> None:
        theirs.say(View(await of_another_building(theirs, issue, home)))
        if said is not None and says_wrong(said.text):
            await report.take(theirs, Parts(text=said.text))

    await answer_privately(turn, privately, None)


async def mine_too(turn: Turn, pressed: Press) -> None:
    """A neighbour has it at home too; any number of neighbours, each once."""
    issue_id = pressed.ids[0] if pressed.ids else 0
    before = await turn.work.issue(issue_id) if issue_id else None
    if before is not None and (home := await home_elsewhere(turn, before)) is not None:
        turn.toast(await of_another_building(turn, before, home), alert=True)
        return
    said = OnIssue(issue_id=issue_id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))
    issue = await me_too(said, turn.work)
    told_how = turn.tr.t("You are counted, number {n}. I write to you when there is news.", n=issue.others)
    if not me(turn).reachable:
        told_how = turn.tr.t("You are counted, number {n}. For news open my chat and press Start.", n=issue.others)
    turn.toast(told_how, alert=not me(turn).reachable)
    if danger_known.of_all(issue) and me(turn).reachable:
        await danger_known.tell_neighbour(turn, issue)


OFFERS = Offers(presses={"s_metoo": mine_too})
