"""The command that keeps catalogs and code together, and the state of the real catalogs."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from locales.translator import translator
from tests.tools import catalogs

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def project(root: Path, code: str, *, zh: str, template: str = "") -> Path:
    """A project of one module, one template and one catalog."""
    for folder in ("bot", "locales", "web/templates"):
        (root / folder).mkdir(parents=True)
    (root / "bot/views.py").write_text(code, encoding="utf-8")
    (root / "web/templates/wall.html").write_text(template, encoding="utf-8")
    (root / "locales/zh_CN.po").write_text(HEADER + zh, encoding="utf-8")
    return root


def test_every_text_of_the_project_is_translated(capsys: pytest.CaptureFixture[str]) -> None:
    """The catalogs in locales/ have exactly what the code says, all of it in Chinese."""
    assert catalogs.main([]) == 0, capsys.readouterr().out


def test_a_complete_catalog_passes(tmp_path: Path) -> None:
    """A catalog that translates what the code says, and no more, is accepted."""
    root = project(tmp_path, 'tr.t("Report")', zh='msgid "Report"\nmsgstr "报事"\n')
    assert catalogs.main([], root=root) == 0


@pytest.mark.parametrize(
    ("code", "zh", "complaint"),
    [
        ('tr.t("Report")', "", "zh_CN.po: missing: 'Report' (bot/views.py)"),
        ('tr.t("Report")', 'msgid "Report"\nmsgstr ""\n', "zh_CN.po: not translated: 'Report'"),
        ('tr.t("Report")', '#, fuzzy\nmsgid "Report"\nmsgstr "报事"\n', "zh_CN.po: fuzzy: 'Report'"),
        ("", 'msgid "Report"\nmsgstr "报事"\n', "zh_CN.po: obsolete: 'Report'"),
        (
            'tr.t("Report")',
            'msgid "Report"\nmsgstr "报事"\n\n#~ msgid "Gone"\n#~ msgstr "没了"\n',
            "zh_CN.po: obsolete: 'Gone'",
        ),
        ('tr.t("No. {n}")', 'msgid "No. {n}"\nmsgstr "{m}号"\n', "zh_CN.po: other placeholders"),
        ('tr.t("No. {n}")', 'msgid "No. {n}"\nmsgstr "{n号"\n', "zh_CN.po: other placeholders"),
        (
            'tr.n("{n} of {all}", "{n} of {all}s", 2)',
            'msgid "{n} of {all}"\nmsgid_plural "{n} of {all}s"\nmsgstr[0] "{n}"\n',
            "zh_CN.po: other placeholders",
        ),
        ('tr.t(f"No. {n}")', "", "bot/views.py:1: a text put together at run time"),
        ('tr.t("a" + b)', "", "bot/views.py:1: a text put together at run time"),
        ('tr.t("{n} day"), tr.n("{n} day", "{n} days", 2)', "", "'{n} day' is used with t and with n"),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str, zh: str, complaint: str
) -> None:
    """Each way in which a catalog can differ from the code fails, in words that say where."""
    assert catalogs.main([], root=project(tmp_path, code, zh=zh)) == 1
    assert complaint in capsys.readouterr().out


def test_texts_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """Nested calls, both branches of a condition, marked tables, plurals and templates are all found."""
    code = """
WORDS = {1: mark("Water")}
tr.t("Outer {x}", x=shorten(tr.t("inner")))
tr.t("good" if fine else "bad")
self.tr.n("{n} home", "{n} homes", count)
tr.t(
    "long "
    "text"
)
dict.get("not a text")
tr.t(word)
"""
    root = project(tmp_path, code, zh="", template='{{ t("Echo wall") }} {{ tr.n("{n} day", "{n} days", 3) }}')
    found = catalogs.extract(root)
    assert found.faults == []
    assert set(found.messages) == {
        "Water",
        "Outer {x}",
        "inner",
        "good",
        "bad",
        ("{n} home", "{n} homes"),
        "long text",
        "Echo wall",
        ("{n} day", "{n} days"),
    }


def test_update_adds_keeps_and_drops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An update keeps translations and comments, adds what is new, drops what is gone, and is stable."""
    root = project(
        tmp_path,
        'tr.t("Report"), tr.t("New")',
        zh='# on the big button\nmsgid "Report"\nmsgstr "报事"\n\nmsgid "Gone"\nmsgstr "没了"\n',
    )
    path = root / "locales/zh_CN.po"
    assert catalogs.main(["--update"], root=root) == 1
    assert "not translated: 'New'" in capsys.readouterr().out
    once = path.read_text(encoding="utf-8")
    assert '# on the big button\n#: bot/views.py\nmsgid "Report"\nmsgstr "报事"' in once
    assert 'msgid "New"\nmsgstr ""' in once
    assert "Gone" not in once

    path.write_text(once.replace('msgid "New"\nmsgstr ""', 'msgid "New"\nmsgstr "新的"'), encoding="utf-8")
    translated = path.read_text(encoding="utf-8")
    assert catalogs.main(["--update"], root=root) == 0
    assert path.read_text(encoding="utf-8") == translated


def test_residents_can_read_korean() -> None:
    """Nearly all that residents read is in Korean, and all the advice in danger; the rest is Chinese."""
    path = catalogs.ROOT / "locales/ko.po"
    catalog = read_po(BytesIO(path.read_bytes()), locale="ko")
    done = {message.id for message in catalog if isinstance(message.id, str) and message.string}
    texts = {message.id: message.locations for message in catalog if message.id and isinstance(message.id, str)}
    assert len(done) >= 0.8 * len(texts)
    advice = {text for text in texts if text.startswith("⚠️")}
    assert advice
    assert advice <= done
    assert translator("ko").t("📥 My work") == translator("zh_CN").t("📥 My work")
