"""The command line: what works, what is refused in one line, and the exit codes."""

import asyncio
import errno
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.config import TOKEN_VARIABLE
from casework.issue.filing import File, file
from casework.model.chats import Audience
from casework.model.places import AreaKind
from casework.neighbourhood.claiming import OpenLink, open_link
from casework.settings import Settings
from storage.database import Database
from storage.roster import AreaEntry, Roster
from storage.work import SqlWork


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty directory, in English, without a token or a network."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, what it printed, what it complained."""
    code = main(arguments)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def one_line(complaint: str) -> bool:
    return complaint.startswith("weilinli: ") and complaint.count("\n") == 1


def test_init_makes_everything_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A configuration, a database, a link for the first administrator; the second time the same link."""
    code, first, _ = run(capsys, "init")
    assert code == 0
    assert (tmp_path / "config.toml").exists()
    assert (tmp_path / "weilinli.db").exists()
    link = next(line for line in first.splitlines() if "?start=p_" in line)
    (tmp_path / "config.toml").write_text("# mine\n", encoding="utf-8")
    code, second, _ = run(capsys, "init")
    assert code == 0
    assert link in second
    assert (tmp_path / "config.toml").read_text(encoding="utf-8") == "# mine\n"


def in_the_database(act: Callable[[SqlWork], Awaitable[None]]) -> None:
    """Do something in a unit of work, beside the command line."""

    async def run() -> None:
        database = await Database.open("sqlite:///weilinli.db")
        work = database.work(Settings())
        await act(work)
        await work.commit()
        await database.close()

    asyncio.run(run())


def test_init_prints_no_link_once_claimed(capsys: pytest.CaptureFixture[str]) -> None:
    """When the first administrator sits there, running it again says how to hand the post on."""
    _, first, _ = run(capsys, "init")
    code = first.partition("?start=p_")[2].split()[0]

    async def claim(work: SqlWork) -> None:
        person = work.meet_person("tg:1", "somebody", "en")
        await open_link(OpenLink(by=person.id, at=datetime.now(UTC), code=code), work)

    in_the_database(claim)
    status, second, _ = run(capsys, "init")
    assert status == 0
    assert "?start=p_" not in second
    assert "weilinli roster links --renew admin" in second


def test_groups_are_listed_and_untied(capsys: pytest.CaptureFixture[str]) -> None:
    """Which group belongs where, and untying one by the number that stands in the list."""
    run(capsys, "init")
    assert run(capsys, "groups", "list") == (0, "No group is tied to an area.\n", "")

    async def settle() -> None:
        database = await Database.open("sqlite:///weilinli.db")
        await Roster(database).put([], [AreaEntry(code="by", kind=AreaKind.COMMUNITY, name="北苑社区")], [])
        await database.close()

    async def tie(work: SqlWork) -> None:
        area = await work.area_by_code("by")
        assert area is not None
        await work.bind_chat("tg:-1001", None, area.id, Audience.STAFF, "工作群")
        await work.bind_chat("tg:-1002", 7, area.id, Audience.RESIDENTS, "论坛")

    asyncio.run(settle())
    in_the_database(tie)
    code, printed, _ = run(capsys, "groups", "list")
    assert (code, printed.splitlines()[1].split()) == (0, ["1001", "工作群", "北苑社区", "Staff", "group"])
    assert printed.splitlines()[2].split()[:3] == ["1002/7", "论坛", "北苑社区"]
    assert run(capsys, "groups", "unbind", "1002/7")[:2] == (0, "“论坛” is not tied to an area any more.\n")
    assert "论坛" not in run(capsys, "groups", "list")[1]
    code, _, complaint = run(capsys, "groups", "unbind", "1002")
    assert code == 2
    assert one_line(complaint)


def test_what_is_made_is_its_owners_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whatever the umask: configuration, database and what lies beside it, a backup, a copied database."""
    before = os.umask(0o002)
    try:
        run(capsys, "init")
        with closing(sqlite3.connect(tmp_path / "weilinli.db")) as beside:
            beside.execute("PRAGMA journal_mode").fetchone()
            beside.execute("CREATE TABLE t (a)").close()
            assert run(capsys, "backup", "backup.db")[0] == 0
            made = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        assert run(capsys, "copy-database", f"sqlite:///{tmp_path}/weilinli.db", f"sqlite:///{tmp_path}/2.db")[0] == 0
    finally:
        os.umask(before)
    made["2.db"] = stat.S_IMODE((tmp_path / "2.db").stat().st_mode)
    assert set(made) == {"config.toml", "weilinli.db", "weilinli.db-wal", "weilinli.db-shm", "backup.db", "2.db"}
    assert set(made.values()) == {0o600}


def test_retention_counts_and_erases(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each table with how long it is kept; with --dry-run nothing changes."""
    run(capsys, "init")
    for command in (["retention", "--dry-run"], ["retention"]):
        code, printed, _ = run(capsys, *command)
        assert code == 0
        assert "inbox: 0 (kept for 30 days)" in printed.splitlines()
        assert "issues: 0 (kept for 365 days)" in printed.splitlines()


@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["migrate"],
        ["doctor"],
        ["kept"],
        ["roster", "check"],
        ["roster", "ical", "x.ics"],
        ["backup", "x"],
    ],
)
def test_without_a_configuration_one_line(capsys: pytest.CaptureFixture[str], command: Sequence[str]) -> None:
    """No traceback, and exit code 2."""
    code, _, complaint = run(capsys, *command)
    assert code == 2
    assert one_line(complaint)


def test_without_a_command_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """What there is to do first, in the language of whoever asks."""
    code, printed, complaint = run(capsys)
    assert (code, printed) == (2, "")
    assert one_line(complaint)
    assert "init" in complaint


def test_run_without_a_token_says_where_it_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    """And does not start."""
    run(capsys, "init")
    code, _, complaint = run(capsys, "run")
    assert code == 2
    assert one_line(complaint)
    assert TOKEN_VARIABLE in complaint


def test_run_without_a_database_says_what_makes_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`weilinli init` does."""
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv(TOKEN_VARIABLE, "1:" + "x" * 30)
    code, _, complaint = run(capsys, "run")
    assert code == 1
    assert one_line(complaint)
    assert "weilinli init" in complaint


def test_a_wrong_key_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """In one line."""
    (tmp_path / "config.toml").write_text("[clock]\nplan_hours = 1\n", encoding="utf-8")
    code, _, complaint = run(capsys, "migrate")
    assert code == 2
    assert one_line(complaint)
    assert "clock.plan_hours" in complaint


@pytest.mark.parametrize(
    ("language", "locale", "system", "said"),
    [
        ("zh_CN", "", "en_US.UTF-8", "没有这一项"),
        ("en", "", "zh_CN.UTF-8", "there is no such key"),
        ("zh_CN", "en_US.UTF-8", "zh_CN.UTF-8", "there is no such key"),
        ("zh_CN", "C.UTF-8", "en_US.UTF-8", "没有这一项"),
        ("klingon", "", "en_US.UTF-8", "there is no such key"),
    ],
)
def test_the_neighbourhoods_language_is_spoken(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    language: str,
    locale: str,
    system: str,
    said: str,
) -> None:
    """Where the configuration names it, also when something else in it is wrong; LC_ALL goes first, LANG comes last."""
    text = f'[clock]\nplan_hours = 1\n[neighbourhood]\nlanguage = "{language}"\n'
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("LANG", system)
    code, _, complaint = run(capsys, "migrate")
    assert code == 2
    assert one_line(complaint)
    assert said in complaint


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://x/y", "mysql is not supported"),
        ("weilinli.db", "has to be sqlite:///FILE"),
        ("sqlite://", "needs a file"),
        ("sqlite:///a-file/weilinli.db", "cannot be made"),
    ],
)
def test_a_database_that_cannot_be(capsys: pytest.CaptureFixture[str], tmp_path: Path, url: str, said: str) -> None:
    """One sentence that says what database.url has to be."""
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    (tmp_path / "config.toml").write_text(f'[database]\nurl = "{url}"\n', encoding="utf-8")
    code, _, complaint = run(capsys, "init")
    assert code == 1
    assert one_line(complaint)
    assert said in complaint
    assert "database.url" in complaint


def test_a_configuration_where_nothing_can_be_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    code, _, complaint = run(capsys, "init", "--config", "a-file/config.toml")
    assert code == 1
    assert one_line(complaint)
    assert "Take another place" in complaint


def test_a_backup_folder_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not there, or not ours to write: one sentence, and what to do."""
    run(capsys, "init")
    code, _, complaint = run(capsys, "backup", "nowhere/copy.db")
    assert (code, one_line(complaint)) == (1, True)
    assert "(No such file or directory): choose a folder that exists" in complaint

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("storage.backup.os.open", refuse)
    code, _, complaint = run(capsys, "backup", "copy.db")
    assert (code, one_line(complaint)) == (1, True)
    assert "(Permission denied): choose a folder" in complaint


def test_a_port_that_is_taken_names_its_key(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As web/server.py raises it."""

    async def build(_: object) -> None:
        raise OSError(errno.EADDRINUSE, "web.port", "127.0.0.1:8080")

    run(capsys, "init")
    monkeypatch.setattr("bot.app.App.build", build)
    code, _, complaint = run(capsys, "run")
    assert (code, one_line(complaint)) == (1, True)
    assert "web.port: 127.0.0.1:8080 cannot be opened. Does another bot run?" in complaint


def test_nobody_reads_to_the_end(tmp_path: Path) -> None:
    """`weilinli ... | head` ends without a word."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as nobody:
        command = [sys.executable, "-m", "bot.cli", "init"]
        done = subprocess.run(command, stdout=nobody, stderr=subprocess.PIPE, env=environment, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


def test_what_is_tried_again_needs_a_bot(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With the bot stopped nothing is promised but what to start."""
    run(capsys, "init")
    with closing(sqlite3.connect(tmp_path / "weilinli.db")) as database:
        database.execute(
            "INSERT INTO inbox (id, update_id, source, chat_key, raw, received_at, state, attempts, error) "
            "VALUES (1, 1, 'polling', '1', '{}', 1795572000000000, 'aside', 3, 'x')"
        )
        database.commit()
    code, printed, _ = run(capsys, "kept", "--retry")
    assert code == 0
    assert "weilinli run starts it" in printed


def test_the_roster_is_written_out_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """And reads in again as it was; a second time the file is there."""
    run(capsys, "init")
    (tmp_path / "a.csv").write_text("kind,code,name,belongs to\nsubdistrict,bj,北极街道,\n", encoding="utf-8")
    assert run(capsys, "roster", "import", "a.csv")[0] == 0
    assert run(capsys, "roster", "export", "b.xlsx")[1] == "b.xlsx: 1 row\n"
    assert "New: 0. Changed: 0. Unchanged: 1." in run(capsys, "roster", "import", "b.xlsx")[1]
    code, _, complaint = run(capsys, "roster", "export", "b.xlsx")
    assert (code, one_line(complaint)) == (2, True)


def test_migrate_makes_the_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """And may be run again."""
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    assert run(capsys, "migrate")[0] == 0
    assert run(capsys, "migrate")[0] == 0
    assert run(capsys, "kept")[0] == 0


def test_backup_copies_a_whole_database_and_overwrites_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The copy can be opened on its own."""
    run(capsys, "init")
    code, _, _ = run(capsys, "backup", "copy.db")
    assert code == 0
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM posts").fetchone() == (1,)
    code, _, complaint = run(capsys, "backup", "copy.db")
    assert code == 1
    assert one_line(complaint)


def test_roster_faults_are_listed_and_nothing_is_imported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Exit code 1."""
    run(capsys, "init")
    (tmp_path / "roster.csv").write_text("nonsense,columns\n1,2\n", encoding="utf-8")
    code, _, complaint = run(capsys, "roster", "import", "roster.csv")
    assert code == 1
    assert complaint


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The installed version."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("weilinli ")


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The overview names them all."""
    with pytest.raises(SystemExit):
        main(["--help"])
    overview = capsys.readouterr().out
    for command in ("init", "run", "migrate", "doctor", "kept", "backup", "roster"):
        assert command in overview


def test_the_sums_of_the_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """`figures rebuild` sums every day; `--check` proves it, and finds what somebody has changed by hand."""
    run(capsys, "init")

    async def report(work: SqlWork) -> None:
        await Roster(work._database).put([], [AreaEntry(code="a", kind=AreaKind.COMMUNITY, name="北苑")], [])
        area = await work.area_by_code("a")
        assert area is not None
        person = work.meet_person("tg:1", "somebody", "en")
        person.consent_at = datetime.now(UTC)
        await file(File(by=person.id, at=datetime.now(UTC), area_id=area.id, text="路灯不亮", category="other"), work)

    in_the_database(report)
    assert run(capsys, "figures", "rebuild", "--check")[:2] == (0, "1 day: the sums are what its rounds say.\n")
    assert run(capsys, "figures", "rebuild")[:2] == (0, "1 day is summed again.\n")
    with closing(sqlite3.connect("weilinli.db")) as connection:
        connection.execute("UPDATE day_sums SET counts = '{\"filed\":2}', again_at = NULL")
        connection.commit()
    code, _, complaint = run(capsys, "figures", "rebuild", "--check")
    assert (code, one_line(complaint)) == (1, True)
    assert "1 day is wrong" in complaint
    run(capsys, "figures", "rebuild")
    assert run(capsys, "figures", "rebuild", "--check")[0] == 0


def test_who_is_called_outside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A system is added with a secret that is shown once, listed without it, and removed; nobody inside is added."""
    run(capsys, "init")
    assert run(capsys, "webhooks", "list")[1] == "No system is called: weilinli webhooks add NAME URL\n"
    for url in ("http://93.184.215.14/in", "https://127.0.0.1/in", "https://[::1]/in", "https://localhost/in", "in"):
        code, _, complaint = run(capsys, "webhooks", "add", "city", url)
        assert (code, one_line(complaint)) == (2, True), url
    complaint = run(capsys, "webhooks", "add", "city", "https://no-such-name.invalid/in")[2]
    assert "no such name is found" in complaint
    code, said, _ = run(capsys, "webhooks", "add", "city", "https://93.184.215.14/in")
    assert code == 0
    secret = said.split()[-1]
    listed = run(capsys, "webhooks", "list")[1]
    assert "city" in listed
    assert "https://93.184.215.14/in" in listed
    assert secret not in listed
    assert run(capsys, "webhooks", "add", "city", "https://93.184.215.14/in")[0] == 2
    assert run(capsys, "webhooks", "add", "other", "https://93.184.215.14/in", "--area", "nowhere")[0] == 2
    assert run(capsys, "webhooks", "remove", "city")[:2] == (0, "city is called no more.\n")
    assert run(capsys, "webhooks", "remove", "city")[0] == 2


def test_keys_of_other_systems(capsys: pytest.CaptureFixture[str]) -> None:
    """A key is shown once, listed by name, and voided."""
    run(capsys, "init")

    async def settle(work: SqlWork) -> None:
        await Roster(work._database).put([], [AreaEntry(code="bj", kind=AreaKind.SUBDISTRICT, name="北极街道")], [])

    in_the_database(settle)
    assert "No system may file" in run(capsys, "keys", "list")[1]
    assert run(capsys, "keys", "make", "city", "--area", "nowhere")[0] == 2
    with pytest.raises(SystemExit):
        run(capsys, "keys", "make", "city", "--area", "bj", "--an-hour", "0")
    assert "a whole number from 1 on" in capsys.readouterr().err
    code, said, _ = run(capsys, "keys", "make", "city", "--area", "bj", "--an-hour", "7")
    assert code == 0
    assert "address_id" in said
    key = next(word for word in said.split() if word.startswith("wll_"))
    listed = run(capsys, "keys", "list")[1]
    assert ("city" in listed, "北极街道" in listed, "7" in listed, key in listed) == (True, True, True, False)
    assert run(capsys, "keys", "make", "city", "--area", "bj")[0] == 2
    assert run(capsys, "keys", "void", "city")[0] == 0
    assert run(capsys, "keys", "void", "city")[0] == 2
