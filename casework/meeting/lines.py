"""What the lines of a joint meeting's minutes say."""

from casework.data import Data, record


@record
class Minute(Data):
    """About which issue, and by which line of its timeline."""

    issue: int
    entry: int


DECIDED = "decided"
LINES: dict[str, type[Data]] = {DECIDED: Minute}
