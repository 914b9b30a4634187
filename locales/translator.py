"""Texts in the language of the person who reads them.

The English text is the id of a message, so English needs no catalog and a missing translation still reads. Catalogs are
plain `.po` files beside this module; they are compiled in memory at first use (about 55 ms for 1,000 messages), so
there is nothing to compile after an install.
"""

import logging
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from threading import Lock
from typing import overload

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.markup import Html, PublicHtml

DEFAULT_LANGUAGE = "zh_CN"
ENGLISH = "en"
KOREAN = "ko"
WHOLE = (DEFAULT_LANGUAGE, ENGLISH)
"""Languages in which everything can be read."""
LANGUAGES = (*WHOLE, KOREAN)
"""Korean is for residents: what only heads, managers and the command line read is Chinese there."""
CATALOGS = (DEFAULT_LANGUAGE, KOREAN)
"""Languages that have a file."""

_log = logging.getLogger(__name__)
_loading = Lock()


class Translator:
    """The texts of one language. Placeholders are named: `tr.t("{name} took it", name=...)`.

    Our own texts are HTML that anybody may read; filled in, they are what their worst value is (locales/markup.py).
    """

    def __init__(self, language: str, catalog: NullTranslations) -> None:
        self.language = language
        self._catalog = catalog

    @overload
    def t(self, msgid: str, /, **values: PublicHtml | int) -> PublicHtml: ...
    @overload
    def t(self, msgid: str, /, **values: Html | int) -> Html: ...
    @overload
    def t(self, msgid: str, /, **values: object) -> str: ...
    def t(self, msgid: str, /, **values: object) -> str:
        """The translation of `msgid`, filled in; never raises for what a catalog or a caller got wrong."""
        translated = self._catalog.gettext(msgid) if msgid else msgid  # gettext answers its header to an empty id
        return _filled(translated, msgid, values)

    @overload
    def n(self, singular: str, plural: str, count: int, /, **values: PublicHtml | int) -> PublicHtml: ...
    @overload
    def n(self, singular: str, plural: str, count: int, /, **values: Html | int) -> Html: ...
    @overload
    def n(self, singular: str, plural: str, count: int, /, **values: object) -> str: ...
    def n(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """As `t`, in the form that `count` needs; the text says {n} for the count, unless `n` is given otherwise."""
        translated = self._catalog.ngettext(singular, plural, count)
        return _filled(translated, singular if count == 1 else plural, {"n": count, **values})


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
        return Translator(language, NullTranslations())
    source = files(__package__).joinpath(f"{language}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=language, abort_invalid=True))
    compiled.seek(0)
    catalog = GNUTranslations(compiled)
    if language not in WHOLE:
        catalog.add_fallback(_load(DEFAULT_LANGUAGE)._catalog)
    return Translator(language, catalog)


def _filled(translated: str, msgid: str, values: dict[str, object]) -> str:
    """`translated` with its placeholders filled, or what comes nearest to it when a placeholder is faulty."""
    for text in (translated, msgid):
        try:
            return text.format_map(values)
        except (KeyError, IndexError, ValueError, AttributeError, TypeError) as error:
            # The text is ours and harmless to log; the values are people's and are not.
            _log.error("faulty placeholder (%s) in %r", type(error).__name__, text)
    return msgid
