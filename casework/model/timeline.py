"""What happened to something, and what came with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.data import NOTHING, Data
from casework.model.subjects import OnSubject, Subject


class AttachmentKind(StrEnum):
    """What can be sent along."""

    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"
    VIDEO = "video"
    LOCATION = "location"


class Visibility(StrEnum):
    """Who may read a timeline entry: the reporter too, staff only, or the community's managers only."""

    PUBLIC = "public"
    STAFF = "staff"
    PRIVATE = "private"


@dataclass(slots=True, kw_only=True)
class Entry(OnSubject):
    """One line of its subject's timeline. Never deleted; it changes only when person and words are erased
    (casework/forgetting.py)."""

    id: int
    subject: Subject
    at: datetime
    action: str
    round: int = 1
    person_id: int | None = None
    post_id: int | None = None
    chat_id: int | None = None
    visibility: Visibility = Visibility.PUBLIC
    text: str = ""
    data: Data = NOTHING
    erased_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Attachment(OnSubject):
    """A photo, voice message, document or place, by the messenger's own reference to it; erased: without.

    Of a draft until it is filed, then of its report; what came later is of the issue. `released`: anybody may see it on
    the echo wall; `asked_at`: whose it is was asked, who perhaps `refused` (casework/issue/photos.py); `waits`: its
    picture is to be made, or erased (storage/pictures.py).
    """

    id: int
    kind: AttachmentKind
    ref: str
    subject: Subject
    entry_id: int | None = None
    seconds: int = 0
    released: bool = False
    asked_at: datetime | None = None
    refused: bool = False
    waits: bool = False
