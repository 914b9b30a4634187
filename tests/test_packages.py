"""The packages' plain names: ours alone in the environment, and all of them installed."""

import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
INSTALLED = SETTINGS["tool"]["setuptools"]["packages"]
TOP_LEVEL = {package.partition(".")[0] for package in INSTALLED}


def test_no_distribution_ships_our_names() -> None:
    """No installed distribution brings a package with one of our plain names, which would hide ours or be hidden."""
    owners = packages_distributions()
    ours = TOP_LEVEL | {"benchmarks", "tests", "docs"}
    assert {name: owners[name] for name in ours if set(owners.get(name, [])) - {"weilinli"}} == {}


def test_every_package_is_listed() -> None:
    """A folder with Python code that pyproject.toml does not list would be missing after an install."""
    folders = {path.parent for name in TOP_LEVEL for path in (ROOT / name).rglob("*.py")}
    assert {".".join(folder.relative_to(ROOT).parts) for folder in folders} == set(INSTALLED)


def test_every_package_says_what_it_is() -> None:
    """Each listed package has an __init__.py that begins with a docstring."""
    silent = [
        package
        for package in INSTALLED
        if not (ROOT / package.replace(".", "/") / "__init__.py").read_text(encoding="utf-8").startswith('"""')
    ]
    assert silent == []
