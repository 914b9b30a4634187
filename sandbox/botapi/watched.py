"""JSON objects that remember which of their fields were read, so that those that are ignored can be named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Watched(dict[str, Any]):
    """Whoever looks at all fields at once, to copy it for instance, has read them all."""

    def __init__(self, value: dict[str, Any]) -> None:
        super().__init__({key: watched(one) for key, one in value.items()})
        self._seen: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self._seen.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As of any dict."""
        self._seen.add(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._seen.add(str(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._see_all()
        return super().__iter__()

    def keys(self) -> Any:
        """As of any dict."""
        self._see_all()
        return super().keys()

    def values(self) -> Any:
        """As of any dict."""
        self._see_all()
        return super().values()

    def items(self) -> Any:
        """As of any dict."""
        self._see_all()
        return super().items()

    def _see_all(self) -> None:
        self._seen.update(super().__iter__())

    def ignored(self, path: str) -> list[str]:
        """The fields that nobody read, by their path."""
        found: list[str] = []
        for key, value in super().items():
            if key not in self._seen:
                found.append(f"{path}.{key}")
            else:
                found += ignored(value, f"{path}.{key}")
        return found


def watched(value: Any) -> Any:
    """The same JSON, its objects watched."""
    if isinstance(value, dict):
        return Watched(value)
    return [watched(one) for one in value] if isinstance(value, list) else value


def ignored(value: Any, path: str) -> list[str]:
    """The fields in it that nobody read."""
    if isinstance(value, Watched):
        return value.ignored(path)
    if isinstance(value, list):
        return [name for number, one in enumerate(value) for name in ignored(one, f"{path}[{number}]")]
    return []
