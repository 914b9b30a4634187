"""The unit of work on a database: casework's Protocol, and what the front end needs beside it."""

from storage.chats import ChatReads
from storage.delivery import Delivery
from storage.failures import FailureReads
from storage.issues import IssueReads
from storage.people import PeopleReads
from storage.rows import Conversation, Link, OutboxRow


class SqlWork(IssueReads, PeopleReads, ChatReads, FailureReads, Delivery):
    """One per update or firing, never shared between tasks (`Database.work`). Collects; `commit` writes it all."""


__all__ = ["Conversation", "Link", "OutboxRow", "SqlWork"]
