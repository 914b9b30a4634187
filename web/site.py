"""What the pages need of the process that serves them; handed in by the composition root."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from casework.frozen import frozen
from casework.settings import Settings
from storage.database import Database

TELEGRAM_WEB = "https://web.telegram.org"


@frozen(kw_only=True)
class Site:
    """`bot`: its name for links, empty while that is not known. `url`: where people find the pages, without a slash at
    the end; empty: nobody was told. `secret`: with what sessions are signed; empty: nobody can open the board here.
    `launches`: with what Telegram's openings are checked (launch.py); empty: none is taken. `frames`: where Telegram
    shows the board in a frame. `pdf`: makes a PDF of a page in HTML, or raises NoPdf; None: not installed, and nobody
    is offered any."""

    database: Database
    settings: Settings
    now: Callable[[], datetime]
    bot: Callable[[], str]
    url: str = ""
    secret: str = ""
    pdf: Callable[[str], Awaitable[bytes]] | None = None
    launches: str = ""
    frames: str = TELEGRAM_WEB
