"""What is in the repository fits any machine: no address of a package index, no path of the machine that wrote it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-pdf.lock", "requirements-dev.lock", "requirements-outside.lock")

# In pieces, since this file is looked through as well.
INDEX = re.compile(
    "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "registry" + r"\.npm", r"https?://\S+/" + r"simple\b"])
)
OPTIONS = re.compile("-" + "-(extra-index-url|index-url|find-links|trusted-host)")
MACHINE = re.compile("/" + r"(work/(main|shared|\.)|root/|opt/wheels|home/[a-z]+/|tmp/w/)")


def tracked() -> list[Path]:
    """The files that a clone has or is about to have."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_has_hashes_and_no_address(name: str) -> None:
    """A lock file names versions and hashes only, so that it installs from whatever index the reader has."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-|\s@\s", text, re.MULTILINE)
    requirements = re.split(r"\n(?=\S)", text)
    assert len(requirements) > 10
    assert [each.split()[0] for each in requirements if "--hash=sha256:" not in each] == []


def test_development_contains_run_time() -> None:
    """What is tested is what runs: the development lock has the run-time locks' versions, with PDF and without."""
    run_time, with_pdf, development = (
        set(re.findall(r"^\S+==[^\s;]+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)) for name in LOCKS[:3]
    )
    assert run_time - with_pdf == set()
    assert with_pdf - development == set()


def test_no_file_names_an_index_or_this_machine() -> None:
    """No file tells where its author's packages came from or where his working copy lies."""
    told = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        told += [
            f"{path.relative_to(ROOT)}: {found[0]}"
            for rule in (INDEX, OPTIONS, MACHINE)
            for found in rule.finditer(text)
        ]
    assert told == []
