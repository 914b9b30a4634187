"""`make mutants`: removes each row of the transition table and each limit in turn; every removal must make a test fail.

Each mutant is a run of the rules' tests in a process of its own with one thing gone (WEILINLI_MUTANT, read by
tests/casework/conftest.py). Prints the survivors and exits 1 when there are any.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from casework.model import DeadlineKind
from casework.transitions import TABLE

TESTS = ["tests/casework/test_transitions.py", "tests/casework/test_clock.py", "tests/casework/test_drafts.py"]


def mutants() -> list[str]:
    """Every row of the table, and every kind of deadline (each rung of "resolve" by itself)."""
    rows = [f"row:{state}:{action}" for state, action in TABLE]
    limits = [f"limit:{kind}:0" for kind in DeadlineKind if kind is not DeadlineKind.RESOLVE]
    return rows + limits + [f"limit:{DeadlineKind.RESOLVE}:{rung}" for rung in (2, 3, 4)]


def killed(mutant: str) -> bool:
    """Whether a test fails without it."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS]
    run = subprocess.run(command, env={**os.environ, "WEILINLI_MUTANT": mutant}, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        raise SystemExit(f"{mutant}: the tests could not run\n{run.stdout}{run.stderr}")
    return run.returncode == 1


def main() -> int:
    """Run them all, two at a time."""
    names = mutants()
    if not _clean():
        print("the tests fail without any mutant: mend them first")
        return 1
    with ThreadPoolExecutor(2) as pool:
        results = dict(zip(names, pool.map(killed, names), strict=True))
    survivors = [name for name, dead in results.items() if not dead]
    for name in survivors:
        print(f"survived: {name}")
    print(f"mutants={len(names)} killed={len(names) - len(survivors)} survived={len(survivors)}")
    return 1 if survivors else 0


def _clean() -> bool:
    return not killed("none")


if __name__ == "__main__":
    sys.exit(main())
