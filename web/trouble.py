"""What is wrong, as the health endpoint tells it."""

from casework.frozen import frozen


@frozen
class Trouble:
    """One thing that is wrong: a part, and one line for the person who runs the bot, without personal data.

    `curable`: a restart of the process may help. A database that is gone does not come back by restarting us.
    """

    part: str
    says: str
    curable: bool = False
