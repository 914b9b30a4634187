"""My home too 我家也是: a neighbour is counted, and of a danger is asked for his door."""

from bot.callbacks import Press
from bot.flows.around import chat_id, me
from bot.flows.offers import Offers
from bot.flows.resident import danger_known
from bot.incoming.turn import Turn
from casework.issue.doing import OnIssue
from casework.issue.filing import me_too


async def mine_too(turn: Turn, pressed: Press) -> None:
    """A neighbour has it at home too; any number of neighbours, each once."""
    issue_id = pressed.ids[0] if pressed.ids else 0
    said = OnIssue(issue_id=issue_id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))
    issue = await me_too(said, turn.work)
    told_how = turn.tr.t("You are counted, number {n}. I write to you when there is news.", n=issue.others)
    if not me(turn).reachable:
        told_how = turn.tr.t("You are counted, number {n}. For news open my chat and press Start.", n=issue.others)
    turn.toast(told_how, alert=not me(turn).reachable)
    if danger_known.of_all(issue) and me(turn).reachable:
        await danger_known.tell_neighbour(turn, issue)


OFFERS = Offers(presses={"s_metoo": mine_too})
