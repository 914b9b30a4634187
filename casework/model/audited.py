"""What is looked at, changed and taken: the audit."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.data import NOTHING, Data


class Audited(StrEnum):
    """What was done to seats, links, groups and roles, and which systems outside may file or are called."""

    LINK_MADE = "link_made"
    LINK_VOIDED = "link_voided"
    SEAT_ASKED = "seat_asked"
    SEAT_REFUSED = "seat_refused"
    CLAIMED = "claimed"
    SEAT_TAKEN = "seat_taken"
    SEAT_LEFT = "seat_left"
    BOUND = "bound"
    UNBOUND = "unbound"
    ROLE_CHANGED = "role_changed"
    LISTENING_ON = "listening_on"
    LISTENING_OFF = "listening_off"
    LEDGER_EXPORTED = "ledger_exported"
    EMERGENCY_ON = "emergency_on"
    EMERGENCY_RENEWED = "emergency_renewed"
    EMERGENCY_OFF = "emergency_off"
    HOMES_SEEN = "homes_seen"
    DOOR_SEEN = "door_seen"
    BACKED_UP = "backed_up"
    ROSTER_IMPORTED = "roster_imported"
    ROSTER_EXPORTED = "roster_exported"
    KEY_MADE = "key_made"
    KEY_VOIDED = "key_voided"
    HOOK_ADDED = "hook_added"
    HOOK_REMOVED = "hook_removed"


LOOKS = frozenset({Audited.DOOR_SEEN, Audited.HOMES_SEEN, Audited.LEDGER_EXPORTED, Audited.ROSTER_EXPORTED})
"""Somebody read, or took along, what is personal."""


@dataclass(slots=True, kw_only=True)
class Audit:
    """One line of the record of who was given which authority, and who looked at what is personal. `person_id`: who did
    it; None: the command line, or Telegram. `area_id`: where; None: of a post without an area, or of the whole. `data`
    holds codes, ids and addresses of groups, nothing personal."""

    id: int
    at: datetime
    action: str
    person_id: int | None = None
    post_id: int | None = None
    area_id: int | None = None
    chat_id: int | None = None
    data: Data = NOTHING
