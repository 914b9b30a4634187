"""A roster's file becomes lines of cells, whoever saved it and however broken it is."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart

from locales.translator import translator
from roster import file as roster_file
from roster import xlsx
from roster.file import Line, RosterUnreadable, read_sheets
from tests.examples import many

EN = translator("en")
TEXT = "类型,编码,名称\n社区,beiyuan,北苑社区\n"
LINES = [Line(1, ("类型", "编码", "名称")), Line(2, ("社区", "beiyuan", "北苑社区"))]


def workbook(*rows: tuple[str | float | None, ...]) -> bytes:
    """An XLSX file with these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def charts_alone() -> bytes:
    """A workbook that has no table at all."""
    book = openpyxl.Workbook()
    book.create_chartsheet().add_chart(BarChart())
    book.remove(book.worksheets[0])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def first_sheet(data: bytes) -> list[Line]:
    """The lines of the first sheet."""
    return read_sheets(data, EN)[0][1]


def rezipped(data: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The workbook with its parts changed and parts added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_in_each_encoding(encoding: str, newline: str) -> None:
    """A CSV file reads the same in UTF-8, UTF-8 with BOM and GB18030, with either end of line."""
    assert first_sheet(TEXT.replace("\n", newline).encode(encoding)) == LINES


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_with_another_delimiter(delimiter: str) -> None:
    """Semicolons and tabs, which spreadsheets write in other countries, are recognised."""
    assert first_sheet(TEXT.replace(",", delimiter).encode()) == LINES


def test_xlsx() -> None:
    """An XLSX file reads as the CSV file does, and whole numbers lose the .0 that a spreadsheet keeps."""
    data = workbook(("类型", "编码", "户数"), ("网格", 7, 380.0), ("网格", "007", None))
    assert first_sheet(data) == [
        Line(1, ("类型", "编码", "户数")),
        Line(2, ("网格", "7", "380")),
        Line(3, ("网格", "007")),
    ]


def test_empty_lines_keep_the_count() -> None:
    """Empty lines are passed over, and a row's number is the one that the spreadsheet shows."""
    assert [line.row for line in first_sheet("\ufeffa,b\n\n,,\nc,d\n".encode())] == [1, 4]
    assert [line.row for line in first_sheet(workbook(("a",), (), ("b",)))] == [1, 3]


def test_invisible_characters_go() -> None:
    """Control and direction marks, zero-width and hard spaces and line ends within a cell are cleaned away."""
    data = 'a,"王\u200b师傅\u202e\u0007",\u3000北苑\u00a0\n"二\n行"\n'.encode()
    assert first_sheet(data) == [Line(1, ("a", "王师傅", "北苑")), Line(2, ("二 行",))]


def test_what_is_no_word_keeps_its_place() -> None:
    """Dates that Excel made of 3-1, its own faults and yes/no are told apart from words, in both kinds of file."""
    data = workbook(("a", "b", "c", "d"), ("x", date(2026, 3, 1), "#N/A", True))  # type: ignore[arg-type]
    (_, line) = first_sheet(data)
    assert line.odd == {1: xlsx.Odd.DATE, 2: xlsx.Odd.ERROR, 3: xlsx.Odd.TRUTH}
    (_, line) = first_sheet("a,b,c\nx,3月1日,#N/A\n".encode("gb18030"))
    assert line.odd == {1: xlsx.Odd.DATE, 2: xlsx.Odd.ERROR}


def test_rare_characters_of_names_are_kept() -> None:
    """䶮 as it is, and as older tables of GB18030 have it: in the private use area."""
    assert first_sheet("a\n䶮\n".encode("gb18030"))[1].cells == ("䶮",)
    assert first_sheet("a\n刘\ue863\ue82b\n".encode())[1].cells == ("刘䶮龶",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'a,b\n"c,d\n', "Line 2 is no CSV"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "neither XLSX nor text"),
        (TEXT.encode("utf-16"), "neither XLSX nor text"),
        (roster_file.OLD_EXCEL + b"\0" * 100, "old Excel file, or one with a password"),
        (roster_file.XLSX + b"\0" * 100, "The XLSX file is damaged"),
        (charts_alone(), "neither XLSX nor text"),
        (workbook(("a",))[:-200], "The XLSX file is damaged"),
        (",".join("a" * 65).encode(), "Row 1 has more than 64 columns"),
        (workbook(("a",) * 65), "Row 1 has more than 64 columns"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(data: bytes, why: str) -> None:
    """Pictures, old Excel files, UTF-16, damaged and too wide files are refused with the reason."""
    with pytest.raises(RosterUnreadable, match=why):
        first_sheet(data)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many bytes and too many rows are refused; the largest allowed number of rows is read."""
    monkeypatch.setattr(roster_file, "MAX_ROWS", 3)
    assert len(first_sheet(b"a\n" * 4)) == 4
    for data in (b"a\n" * 5, workbook(*[("a",)] * 5)):
        with pytest.raises(RosterUnreadable, match="more than 3 rows"):
            first_sheet(data)
    monkeypatch.setattr(roster_file, "MAX_BYTES", 2**20)
    with pytest.raises(RosterUnreadable, match="larger than 1 MB"):
        first_sheet(b"a" * (2**20 + 1))


@pytest.mark.parametrize(("claimed", "read"), [(1_000_000, [1, 1_000_000]), (10**15, [1])])
def test_a_row_far_below(claimed: int, read: list[int]) -> None:
    """A row at the end of the sheet keeps its number; one that no sheet can have is not counted up to."""

    def far(name: str, content: bytes) -> bytes:
        return content.replace(b'r="2"', b'r="%d"' % claimed).replace(b'r="A2"', b'r="A%d"' % claimed)

    assert [line.row for line in first_sheet(rezipped(workbook(("a",), ("b",)), far))] == read


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that would unpack to too much, or to too many parts, is refused before it is unpacked."""
    monkeypatch.setattr(roster_file, "MAX_UNPACKED_BYTES", 2**20)
    bomb = rezipped(workbook(("a",)), lambda name, content: content, {"xl/media/a.bin": b"\0" * 2**21})
    assert len(bomb) < 20_000
    with pytest.raises(RosterUnreadable, match="unpacks to more than 1 MB"):
        first_sheet(bomb)
    many = rezipped(workbook(("a",)), lambda name, content: content, {f"{n}": b"" for n in range(1000)})
    with pytest.raises(RosterUnreadable, match="unpacks to more"):
        first_sheet(many)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    """A part with entities of its own is refused, in whatever encoding it hides."""

    def laugh(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        document = (
            f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
        )
        return document.encode(encoding)

    with pytest.raises(RosterUnreadable, match="damaged"):
        first_sheet(rezipped(workbook(("a",)), laugh))


@contextmanager
def in_this_process() -> Iterator[None]:
    """A workbook is parsed here: a child for each of many examples would take minutes."""

    def here(data: bytes, limits: xlsx.Limits) -> list[xlsx.Titled]:
        try:
            return xlsx.parse(data, limits)
        except xlsx.XlsxRefused:
            raise
        except Exception:
            raise xlsx.XlsxRefused("damaged") from None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roster_file, "sheets_of", here)
        yield


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever the bytes, there are lines or one refusal, never another exception."""
    for start in (b"", b"\xef\xbb\xbf", roster_file.XLSX, roster_file.OLD_EXCEL):
        with in_this_process():
            try:
                lines = first_sheet(start + data)
            except RosterUnreadable:
                continue
            assert all(any(line.cells) for line in lines)


WHOLE = workbook(("类型", "编码"), ("社区", 1.5), ("网格", True))


@settings(max_examples=many(60, 10), deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    """A workbook with any part cut, replaced or scrambled gives lines or one refusal."""
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        target = data.draw(st.sampled_from(archive.namelist()))
    junk = data.draw(st.binary(max_size=30))
    at = data.draw(st.integers(0, 400))

    def damage(name: str, content: bytes) -> bytes:
        return content[:at] + junk + content[at + len(junk) :] if name == target else content

    with in_this_process():
        try:
            lines = first_sheet(rezipped(WHOLE, damage))
        except RosterUnreadable:
            return
    assert all(any(line.cells) for line in lines)
