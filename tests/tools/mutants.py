"""`make mutants`: removes each row of the transition table and each limit in turn; each removal must make a test fail.

Every right is widened and narrowed too, one cell's word after the other, in this process: the hand-written cells of
tests/casework/rights_cells.py have to differ then. And every use case is tried with a row that lets anybody in.

Each other mutant is a run of the rules' tests in a process of its own with one thing gone (WEILINLI_MUTANT, read by
tests/casework/conftest.py). The processes are forked, so that what the tests need is imported once. Prints the
survivors and exits 1 when there are any.
"""

import asyncio
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from casework.model.deadlines import DeadlineKind
from casework.neighbourhood.rights import (
    BY_POST,
    KNOWS,
    NAMES_IN_DANGER,
    NEVER,
    NOT_TAKEN_YET,
    RIGHTS,
    Posts,
    Relation,
    What,
)
from casework.transitions import TABLE
from tests.casework.rights_cells import NAMES_URGENT, UNTAKEN, wrong_doing, wrong_knowing, wrong_never
from tests.casework.test_machine import PLAIN
from tests.casework.test_rights import let_in

OF_ALL = ("transitions", "clock", "drafts", "falls_due")
"""Where most is noticed."""
OF_SUBJECTS = (
    "night",
    "planned",
    "whistles",
    "duty",
    "agenda",
    "meeting",
    "emergency",
    "broadcast",
    "checking",
    "listening",
    "claiming",
    "posting",
    "working_time",
    "call_clock",
    "mended",
)
"""What those do not notice, the tests of its subject have to."""
IMPORTED = "ignore::pytest.PytestAssertRewriteWarning"
"""Of what a forked process has imported already."""


def mutants() -> list[str]:
    """Every row of the table, and every kind of deadline (each rung of "resolve" by itself)."""
    rows = [f"row:{state}:{action}" for state, action in TABLE]
    limits = [f"limit:{kind}:0" for kind in DeadlineKind if kind is not DeadlineKind.RESOLVE]
    return rows + limits + [f"limit:{DeadlineKind.RESOLVE}:{rung}" for rung in (2, 3, 4)]


def killed(names: Sequence[str], at_once: int = 2) -> dict[str, bool]:
    """Whether a test fails without it, of each."""
    results: dict[str, bool] = {}
    running: dict[int, tuple[str, Path]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            if len(running) == at_once:
                results.update([_ended(running)])
            printed = Path(folder, str(len(results) + len(running)))
            running[_forked(name, printed)] = name, printed
        while running:
            results.update([_ended(running)])
    return results


def _forked(mutant: str, printed: Path) -> int:
    """The process that tries it, by its number; what it prints goes into the file."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 2
    try:
        with printed.open("w") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        os.environ["WEILINLI_MUTANT"] = mutant
        files = [f"tests/casework/test_{one}.py" for one in OF_ALL + OF_SUBJECTS]
        status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", IMPORTED, *files]))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


def _ended(running: dict[int, tuple[str, Path]]) -> tuple[str, bool]:
    """The first of them that is over, and whether its tests failed."""
    child, status = os.wait()
    name, printed = running.pop(child)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        raise SystemExit(f"{name}: the tests could not run\n{printed.read_text()}")
    return name, code == 1


SAME_ANYWAY = {
    (UNTAKEN, Relation.RESOLVER),  # it is not resolved yet
    (What.NAMES, Relation.RAISED),  # of a danger alone, of which NAMES_IN_DANGER tells
    *((what, relation) for what, never in NEVER.items() for relation in never),
}
"""Where another word changes nothing."""
Check = Callable[[list[Relation]], list[str]]


def rights() -> Iterator[tuple[str, bool]]:
    """Every word of both tables of rights exchanged for every other: its name, and whether the cells notice."""
    rows: list[tuple[str, dict[Relation, Posts], Check]] = [
        *((action, row, partial(wrong_doing, [action])) for action, row in RIGHTS.items()),
        (UNTAKEN, NOT_TAKEN_YET, partial(wrong_doing, [UNTAKEN])),
        *((what, row, partial(wrong_knowing, [what])) for what, row in KNOWS.items()),
        (NAMES_URGENT, NAMES_IN_DANGER, partial(wrong_knowing, [NAMES_URGENT])),
    ]
    for name, row, check in rows:
        for relation in set(Relation) - {Relation.FORMER_POST}:  # nobody stands so to an issue: it opens nothing
            if (name, relation) in SAME_ANYWAY:
                continue
            right = row[relation]
            for other in Posts if relation in BY_POST else (Posts.NONE, Posts.ANY):
                if other is not right:
                    row[relation] = other
                    yield f"right:{name}:{relation}:{other}", bool(check([relation]))
            row[relation] = right


def nevers() -> Iterator[tuple[str, bool]]:
    """Each "never" taken away."""
    for what, never in NEVER.items():
        for relation in never:
            NEVER[what] = never - {relation}
            yield f"never:{what}:{relation}", bool(wrong_never([relation]))
        NEVER[what] = never


def open_doors() -> Iterator[tuple[str, bool]]:
    """Every use case while all rows let anybody in: whether the test of refusals notices."""
    kept = {action: dict(row) for action, row in RIGHTS.items()}
    for row in RIGHTS.values():
        row |= {Relation.NOBODY: Posts.ANY, Relation.OTHER_AREA: Posts.ANY}
    for name in sorted(PLAIN):
        yield f"open:{name}", _noticed(name)
    for action, old in kept.items():
        RIGHTS[action].update(old)


def _noticed(name: str) -> bool:
    try:
        return bool(asyncio.run(let_in(name)))
    except Exception:
        return True


def main() -> int:
    """Run them all, two at a time."""
    decided = dict([*rights(), *nevers(), *open_doors()])
    missed = [name for name, dead in decided.items() if not dead]
    for name in missed:
        print(f"survived: {name}")
    print(f"rights: mutants={len(decided)} killed={len(decided) - len(missed)} survived={len(missed)}", flush=True)
    if "rights" in sys.argv[1:]:
        return 1 if missed else 0
    if killed(["none"])["none"]:
        print("the tests fail without any mutant: mend them first")
        return 1
    results = killed(mutants())
    survivors = [name for name, dead in results.items() if not dead]
    for name in survivors:
        print(f"survived: {name}")
    print(f"mutants={len(results)} killed={len(results) - len(survivors)} survived={len(survivors)}")
    return 1 if survivors or missed else 0


if __name__ == "__main__":
    sys.exit(main())
