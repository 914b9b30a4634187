"""The Telegram front end."""

import os

# python-telegram-bot asks for this choice, and warns at every retry_after until it is made: durations are timedeltas.
os.environ.setdefault("PTB_TIMEDELTA", "1")
