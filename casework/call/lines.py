"""What the messages about volunteers and calls say beside their ids."""

from typing import Literal

from casework.data import Data, record
from casework.messages import Kind

VolunteerNews = Literal["confirmed", "turned_down", ""]
"""What became of a volunteer: the community knows him or her, or would rather not; or nothing, it is asked."""


@record
class OfVolunteer(Data):
    """Which volunteer, and what became of that."""

    volunteer: int
    what: VolunteerNews = ""


MESSAGES: dict[str, type[Data]] = {
    Kind.VOLUNTEER_ASKED: OfVolunteer,
    Kind.VOLUNTEER_NEWS: OfVolunteer,
}
"""By kind."""
