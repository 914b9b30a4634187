"""Texts in the language of the person who reads them.

The English text is the id of a message, so English needs no catalog and a missing translation still reads. Catalogs are
plain `.po` files beside this module, read at first use (15 ms for 2,000 messages), so there is nothing to compile
after an install. They are written by Babel (tests/tools/catalogs.py), which also says when one is faulty.
"""

import json
import logging
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import overload

from locales.markup import Html, PublicHtml

DEFAULT_LANGUAGE = "zh_CN"
ENGLISH = "en"
KOREAN = "ko"
WHOLE = (DEFAULT_LANGUAGE, ENGLISH)
"""Languages in which everything can be read."""
LANGUAGES = (*WHOLE, KOREAN)
"""Korean is for residents: what only heads, managers and the command line read is Chinese there."""
CATALOGS = (DEFAULT_LANGUAGE, KOREAN)
"""Languages that have a file. None of them has a plural: one form serves every count."""

_log = logging.getLogger(__name__)
_loading = Lock()
_QUOTED = r'((?:".*"\n)+)'
_ENTRY = re.compile(rf"^msgid {_QUOTED}(?:msgid_plural {_QUOTED})?msgstr(?:\[0\])? {_QUOTED}", re.MULTILINE)


class Translator:
    """The texts of one language. Placeholders are named: `tr.t("{name} took it", name=...)`.

    Our own texts are HTML that anybody may read; filled in, they are what their worst value is (locales/markup.py).
    """

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    @overload
    def t(self, msgid: str, /, **values: PublicHtml | int) -> PublicHtml: ...
    @overload
    def t(self, msgid: str, /, **values: Html | int) -> Html: ...
    @overload
    def t(self, msgid: str, /, **values: object) -> str: ...
    def t(self, msgid: str, /, **values: object) -> str:
        """The translation of `msgid`, filled in; never raises for what a catalog or a caller got wrong."""
        return _filled(self._texts.get(msgid, msgid), msgid, values)

    @overload
    def n(self, singular: str, plural: str, count: int, /, **values: PublicHtml | int) -> PublicHtml: ...
    @overload
    def n(self, singular: str, plural: str, count: int, /, **values: Html | int) -> Html: ...
    @overload
    def n(self, singular: str, plural: str, count: int, /, **values: object) -> str: ...
    def n(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """As `t`, in the form that `count` needs; the text says {n} for the count, unless `n` is given otherwise."""
        english = singular if count == 1 else plural
        return _filled(self._texts.get(singular, english), english, {"n": count, **values})


def mark(msgid: str, /) -> str:
    """`msgid` as it is: makes a text in a table known to the catalogs, for a `t` that is called elsewhere."""
    return msgid


def translator(language: str) -> Translator:
    """The translator of one of LANGUAGES, loaded once for all threads; ValueError for any other language."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalog for language {language!r}, there are: {', '.join(LANGUAGES)}")
    with _loading:
        return _load(language)


def best_language(code: str | None) -> str:
    """The language for an IETF code as Telegram sends it: English is en, Korean ko; all else, as any Chinese, is zh_CN.

    A neighbourhood speaks Chinese, so an unknown phone language is no reason to answer in English.
    """
    primary = (code or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in (ENGLISH, KOREAN) else DEFAULT_LANGUAGE


@cache
def _load(language: str) -> Translator:
    if language not in CATALOGS:
        return Translator(language, {})
    texts = texts_of(files(__package__).joinpath(f"{language}.po").read_text(encoding="utf-8"))
    return Translator(language, texts if language in WHOLE else {**_load(DEFAULT_LANGUAGE)._texts, **texts})


def texts_of(catalog: str) -> dict[str, str]:
    """The translations of a catalog's file, by the English text; what is not translated yet is not among them."""
    found = {_unquoted(one[1]): _unquoted(one[3]) for one in _ENTRY.finditer(catalog)}
    return {english: text for english, text in found.items() if english and text}


def _unquoted(lines: str) -> str:
    """One string of the lines of it; most have nothing escaped, and a start reads thousands."""
    whole = lines.strip().replace('"\n"', "")
    return str(json.loads(whole)) if "\\" in whole else whole[1:-1]


def _filled(translated: str, msgid: str, values: dict[str, object]) -> str:
    """`translated` with its placeholders filled, or what comes nearest to it when a placeholder is faulty."""
    for text in (translated, msgid):
        try:
            return text.format_map(values)
        except (KeyError, IndexError, ValueError, AttributeError, TypeError) as error:
            # The text is ours and harmless to log; the values are people's and are not.
            _log.error("faulty placeholder (%s) in %r", type(error).__name__, text)
    return msgid
