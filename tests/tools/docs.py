"""`make docs`: prints the tables of the rules into docs/; `--check` says whether they are current."""

import csv
import sys
from pathlib import Path

from casework.describe import calls, ladder, limits, mediation, rights, state_machine, whistles
from casework.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"


def pages() -> dict[Path, str]:
    """The printed pages."""
    return {
        DOCS / "state-machine.md": state_machine(),
        DOCS / "rights.md": rights(),
        DOCS / "ladder.md": ladder(Settings()),
        DOCS / "calls.md": calls(Settings()),
        DOCS / "mediation.md": mediation(Settings()),
        DOCS / "whistles.md": whistles(Settings(), menu()),
        DOCS / "limits.md": limits(Settings()),
    }


def menu() -> list[list[str]]:
    """The whistle menu of the example roster, its header first."""
    with (DOCS / "examples" / "beiji-menu.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file) if row]


def old() -> list[Path]:
    """Pages that differ from what the code says now."""
    return [path for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]


def main(arguments: list[str]) -> int:
    """Write or check."""
    stale = old()
    for path in stale:
        if "--check" in arguments:
            print(f"{path.name} is not current: run make docs")
        else:
            path.write_text(pages()[path], "utf-8")
            print(f"printed docs/{path.name}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
