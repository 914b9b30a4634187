"""Typed refusals: what a rule says no to. The docstring is the message; the front end translates by the type."""

from datetime import datetime, timedelta
from typing import Any


class Refusal(Exception):
    """This cannot be done."""

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.__doc__, facts)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["facts"][name]
        except KeyError:
            raise AttributeError(name) from None


class NotFound(Refusal):
    """There is no such issue, draft, area or post any more."""


class NotPossibleNow(Refusal):
    """The transition table has no row for this action in this state."""


class AlreadyHeld(NotPossibleNow):
    """Somebody else accepted it first. Facts: holder_post_id, at (when)."""

    at: datetime


class NotYours(Refusal):
    """The person holds no post that may do this, and was not asked. Facts: issue, action, holder (its post, if any);
    `roles` that may, where it is no issue's."""


class SwitchedOff(Refusal):
    """The area does without it. Facts: capability."""

    capability: str


class AlreadyOver(Refusal):
    """A planned outage that is over, or was taken back."""


class AlreadyFiled(Refusal):
    """A list of many matters that was registered before."""


class TooMany(Refusal):
    """More matters in one list than are registered in one go. Facts: most."""

    most: int


class ReasonNeeded(Refusal):
    """This needs a reason in words."""


class TextNeeded(Refusal):
    """This needs words."""


class OnlyAdministrator(Refusal):
    """Nobody else could give out posts any more."""


class TooLate(Refusal):
    """The time in which this could be done is over."""


class DateNotPossible(Refusal):
    """A promise needs a date from today on, and within a year; a moved one a later date."""


class AlreadyMoved(Refusal):
    """The date of a promise can be moved once only."""


class NeighboursOnly(Refusal):
    """Only neighbours of that estate say how a result is; its reporter rates it. Facts: reporter."""

    reporter: bool


class AlreadySaid(Refusal):
    """The person has said so before; facts: count."""


class NotTogether(Refusal):
    """Two matters that never become one: a private and a public one, or one and itself."""


class PlaceNeeded(Refusal):
    """A report needs at least a community before it can be filed."""


class OrderKnown(Refusal):
    """An order of another system is registered already. Facts: number (the order's), issue."""

    number: str


class NobodyThere(Refusal):
    """The post to which it should go has nobody who can be reached."""


class NotForThem(Refusal):
    """What is private, or complains of somebody, cannot be given to that post."""


class GradeTooLow(Refusal):
    """An illegal building has limits of working days by law; it can only be promised for a date."""


class PrivateMatter(Refusal):
    """What is private never reaches a department's group."""


class NobodyCalled(Refusal):
    """A whistle calls at least one department that is not called already."""


class WhistleOpen(Refusal):
    """Departments are still waited for; facts: departments (their names)."""


class DecidedAlready(NotPossibleNow):
    """Somebody has decided it meanwhile. Facts: issue, entry (the decision), post (who decided), to (who is
    to do it)."""


class EmergencyOn(Refusal):
    """There is one in that area, or in one above, already."""


class EmergencyOver(Refusal):
    """The emergency is over."""


class NoPdf(Refusal):
    """A page cannot be made into a PDF here. Facts: why ("missing": it is not installed; "busy"; "large")."""

    why: str


class LinkNotValid(Refusal):
    """The one-time link is unknown, was used, is too old, or was made void by a newer one."""


class TooOften(Refusal):
    """One person may cause only so much at a time. Facts: what (a Use)."""

    what: str


class TooManyReports(TooOften):
    """Enough reports for this hour or day; the next is kept as a draft. Facts: times, within, before (refusals)."""

    within: timedelta


class TooManyPhotos(TooOften):
    """Enough photos and recordings for this hour or day. Facts: times, within, just (refusals in this minute)."""

    times: int
    just: int


class TooManyPresses(TooOften):
    """Enough presses for this minute."""


class TooManyCommands(TooOften):
    """Enough commands in groups for this hour. Facts: before, how often that was said already."""

    before: int


class NudgedAlready(TooOften):
    """The same person asked about the same issue a moment ago. Facts: within (how long it holds)."""

    within: timedelta


class DraftFull(TooOften):
    """A draft takes so many characters and photos. Facts: characters, photos."""
