"""What the messages about volunteers and calls say beside their ids."""

from typing import Literal

from casework.data import Data, record
from casework.messages import Kind
from casework.told import Anew

VolunteerNews = Literal["confirmed", "turned_down", ""]
"""What became of a volunteer: the community knows him or her, or would rather not; or nothing, it is asked."""
TeamNews = Literal["joined", "full", "where", "off", "done", "thanks", ""]
"""What those who come hear: somebody joined; enough do; where it is; they need not come; it is done already; thanks for
coming. Or nothing: the newest message is as things stand now."""
OwnNews = Literal["come", "changed", "nobody", "off"]
"""What a resident hears: who comes; that others do; that nobody could; that they do not come after all."""


@record
class OfVolunteer(Data):
    """Which volunteer, and what became of that."""

    volunteer: int
    what: VolunteerNews = ""


@record
class Team(Data):
    """What those who come hear."""

    what: TeamNews = ""


@record
class OfCall(Data):
    """Of which call, and what its resident hears."""

    call: int
    what: OwnNews


MESSAGES: dict[str, type[Data]] = {
    Kind.VOLUNTEER_ASKED: OfVolunteer,
    Kind.VOLUNTEER_NEWS: OfVolunteer,
    Kind.CALL_TEAM: Team,
    Kind.CALL_CARD: Anew,
    Kind.CALL_OWN: OfCall,
}
"""By kind."""
