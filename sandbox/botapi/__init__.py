"""The Bot API's methods, grouped. Importing this package registers all of them."""

from sandbox.botapi import chats, editing, media, members, polls, profile, receiving, sending, topics
from sandbox.botapi.call import METHODS, Call, Upload

__all__ = [
    "METHODS",
    "Call",
    "Upload",
    "chats",
    "editing",
    "media",
    "members",
    "polls",
    "profile",
    "receiving",
    "sending",
    "topics",
]
