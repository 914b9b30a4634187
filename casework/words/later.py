"""Patterns that are compiled when they are first looked for: all of them together take a seventh of a start, and a
sentence needs few."""

import re
from typing import cast


class _Later:
    """A pattern that is only written down; at the first look it gets everything that a compiled one has."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):  # of a copy, or of who looks what it is
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, for what stands in a module."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
