"""Whoever is beaten and asks not to be answered, or that nobody comes, is not answered: the telephone may be in the
wrong hands."""

from collections.abc import Sequence

from casework.model.issues import Issue
from casework.model.timeline import Entry
from casework.words.danger_words import asks_silence, may_be_answered, pleads


def kept_quiet(issue: Issue, person_id: int, timeline: Sequence[Entry]) -> bool:
    """Whether this reporter of violence or despair asked for silence, and has not said since that it is over with
    that."""
    return bool(_asked(issue, person_id, timeline))


def first_time(issue: Issue, person_id: int, timeline: Sequence[Entry]) -> bool:
    """Whether the newest of the reporter's words are the first that ask for it: they alone are acknowledged."""
    return _asked(issue, person_id, timeline) == 1


def _asked(issue: Issue, person_id: int, timeline: Sequence[Entry]) -> int:
    """How many of the reporter's words were said since, with those that asked."""
    since = 0
    if issue.called_only and issue.is_reporter(person_id):
        for words in (one.text for one in timeline if one.person_id == person_id and one.text):
            if since or asks_silence(words) or pleads(words):
                since = 0 if may_be_answered(words) else since + 1
    return since
