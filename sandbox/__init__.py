"""Telegram on your own machine: Bot API server, people's side, clock and faults. See docs/sandbox.md."""

__version__ = "0.1.0"
