"""The translator: languages, placeholders, plurals, and what it does with faulty texts."""

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.translator import CATALOGS, LANGUAGES, Translator, best_language, mark, texts_of, translator
from tests.tools.catalogs import written


def of(language: str, messages: dict[str | tuple[str, str], str | tuple[str, ...]]) -> Translator:
    """A translator over a small catalog."""
    catalog = Catalog(locale=language)
    for key, text in messages.items():
        catalog.add(key, text)
    return Translator(language, texts_of(written(catalog).decode()))


@pytest.mark.parametrize("language", CATALOGS)
def test_a_catalog_is_read_as_gettext_reads_it(language: str) -> None:
    """Whatever stands in a catalog, quotes, breaks and plurals, is what Babel and gettext find there."""
    source = (Path(__file__).parents[2] / "locales" / f"{language}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=language, abort_invalid=True))
    compiled.seek(0)
    compiled_by_babel = GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    known = {key if isinstance(key, str) else key[0]: text for key, text in compiled_by_babel.items() if key}
    assert texts_of(source.decode()) == known


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh", "zh_CN"),
        ("zh-hans", "zh_CN"),
        ("zh-hant", "zh_CN"),
        ("zh_TW", "zh_CN"),
        ("ZH-CN", "zh_CN"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("ko", "ko"),
        ("ko-KR", "ko"),
        ("enm", "zh_CN"),
        ("", "zh_CN"),
        (None, "zh_CN"),
    ],
)
def test_any_chinese_and_anything_unknown_is_chinese(code: str | None, language: str) -> None:
    """English phones get English, Korean ones Korean, all others Chinese."""
    assert best_language(code) == language


def test_every_language_loads() -> None:
    """Each language loads, English without a file, and knows its own name."""
    assert [translator(language).language for language in LANGUAGES] == ["zh_CN", "en", "ko"]


def test_an_unknown_language_is_refused() -> None:
    """A language without a catalog is a mistake of the caller, and the message names it."""
    with pytest.raises(ValueError, match="'fr'"):
        translator("fr")


def test_a_catalog_is_loaded_once_for_all_threads() -> None:
    """Threads that ask at the same moment get the same translator."""
    ready, got = Barrier(8), list[Translator]()

    def ask() -> None:
        ready.wait()
        got.append(translator("zh_CN"))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert len({id(each) for each in got}) == 1


def test_placeholders_are_filled_by_name() -> None:
    """A translation may use its values in another order."""
    tr = of("zh_CN", {"{who} took no. {number}": "{number}号归{who}"})
    assert tr.t("{who} took no. {number}", who="王师傅", number=412) == "412号归王师傅"


def test_values_are_never_read_as_a_template() -> None:
    """Braces that a resident wrote stay as they are."""
    assert of("en", {}).t("Said: {words}", words="{0} {words.__class__} {") == "Said: {0} {words.__class__} {"


def test_a_missing_translation_reads_in_english() -> None:
    """What is not in the catalog is the English text, filled in."""
    assert of("zh_CN", {}).t("No. {number}", number=7) == "No. 7"


def test_an_empty_text_stays_empty() -> None:
    """The catalog's header, which gettext keeps under the empty id, is never shown."""
    assert translator("zh_CN").t("") == ""


@pytest.mark.parametrize("faulty", ["{wrong}号", "{号", "{0}号", "{number.nothing}号", "{number:%Q}号"])
def test_a_faulty_translation_falls_back_to_english(faulty: str, caplog: pytest.LogCaptureFixture) -> None:
    """A translator's mistake shows the English text, and is logged without the values."""
    assert of("zh_CN", {"No. {number}": faulty}).t("No. {number}", number=4120) == "No. 4120"
    assert "faulty placeholder" in caplog.text
    assert "4120" not in caplog.text


def test_a_forgotten_value_never_raises(caplog: pytest.LogCaptureFixture) -> None:
    """A caller that forgets a value gets the bare text rather than an exception in front of a resident."""
    assert of("zh_CN", {"No. {number}": "{number}号"}).t("No. {number}") == "No. {number}"
    assert "KeyError" in caplog.text


def test_plural_forms_follow_the_language() -> None:
    """English has two forms, Chinese one; the count is {n}."""
    chinese = of("zh_CN", {("{n} report", "{n} reports"): ("{n} 件",)})
    english = of("en", {})
    assert [chinese.n("{n} report", "{n} reports", count) for count in (1, 5)] == ["1 件", "5 件"]
    assert [english.n("{n} report", "{n} reports", count) for count in (1, 5)] == ["1 report", "5 reports"]


def test_the_count_can_be_written_otherwise() -> None:
    """A caller's own {n} wins over the bare number."""
    assert of("en", {}).n("{n} report", "{n} reports", 1200, n="1,200") == "1,200 reports"


def test_mark_changes_nothing() -> None:
    """A marked text is the text."""
    assert mark("Water") == "Water"
