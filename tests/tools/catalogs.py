"""Compares the texts in bot/ and web/ with the catalogs in locales/, and brings the catalogs up to date with --update.

Extraction reads the syntax tree rather than Babel's tokens: those overlook a `t` inside another call's arguments.
Known to it are `tr.t("...")`, `tr.n("...", "...", count)`, `mark("...")`, errors of TEXT_OF_ERROR, and `t`, `n` in
Jinja2 templates.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from locales.translator import CATALOGS, DEFAULT_LANGUAGE, WHOLE

ROOT = Path(__file__).parents[2]
CODE = ("bot", "casework", "roster", "demo", "storage", "web")

TEXTS_OF_KEYWORD = {"t": 1, "mark": 1, "n": 2}  # how many texts its call begins with
TEXT_OF_ERROR = {
    "ConfigError": 0,
    "StorageError": 0,
    "DatabaseMissing": 0,
    "DatabaseOutdated": 0,
    "DatabaseFromTheFuture": 0,
    "DatabaseUnavailable": 0,
    "TokenRefused": 0,
    "ClockGone": 0,
    "SettingsError": 1,
    "HoursError": 0,
    "SettingRefused": 0,
}
"""Errors that the command line says in the reader's language, with the place of their text."""

MessageId = str | tuple[str, str]


@dataclass(kw_only=True)
class Found:
    """What the code says: the files of each message, and the calls that no catalog can serve."""

    messages: dict[MessageId, set[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def extract(root: Path) -> Found:
    """All texts under `root`'s bot/ and web/, with the calls whose text is put together at run time."""
    found = Found()
    for folder in CODE:
        for path in sorted((root / folder).rglob("*")):
            where = path.relative_to(root).as_posix()
            if path.suffix == ".py":
                _extract_python(path.read_text(encoding="utf-8"), where, found)
            elif path.suffix in {".html", ".jinja", ".txt"} and "templates" in path.parts:
                _extract_template(path.read_text(encoding="utf-8"), where, found)
    singulars = {key[0] for key in found.messages if isinstance(key, tuple)}
    both = sorted(key for key in found.messages if isinstance(key, str) and key in singulars)
    found.faults += [f"{key!r} is used with t and with n: one of them needs other words" for key in both]
    return found


def _extract_python(source: str, where: str, found: Found) -> None:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id=name) if name in TEXT_OF_ERROR:
                for argument in node.args[TEXT_OF_ERROR[name] :][:1]:
                    for text in _texts(argument):
                        found.messages.setdefault(text, set()).add(where)
                continue
            case ast.Attribute(attr=("t" | "n" | "mark") as keyword) | ast.Name(id="mark" as keyword):
                wanted = TEXTS_OF_KEYWORD[keyword]
            case _:
                continue
        arguments = node.args[:wanted]
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in arguments):
            found.faults.append(f"{where}:{node.lineno}: a text put together at run time cannot be translated")
        elif wanted == 1 and arguments:
            for text in _texts(arguments[0]):
                found.messages.setdefault(text, set()).add(where)
        elif len(arguments) == 2:
            singular, plural = (list(_texts(argument)) for argument in arguments)
            if len(singular) == len(plural) == 1:
                found.messages.setdefault((singular[0], plural[0]), set()).add(where)


def _texts(node: ast.expr) -> Iterator[str]:
    """The literal texts that an expression can be: itself, or either branch of a condition."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def _extract_template(source: str, where: str, found: Found) -> None:
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else getattr(call.node, "attr", "")
        texts = [argument.value for argument in call.args[:2] if isinstance(argument, nodes.Const)]
        if name == "t" and texts and isinstance(texts[0], str):
            found.messages.setdefault(texts[0], set()).add(where)
        elif name == "n" and len(texts) == 2:
            found.messages.setdefault((texts[0], texts[1]), set()).add(where)


RESIDENTS_SIDE = (
    *(f"bot/views/{name}.py" for name in ("home", "drafts", "danger", "follow", "reports", "resident", "result")),
    *(f"bot/views/{name}.py" for name in ("wishes", "alarm", "refusals", "common", "pieces", "utilities", "reasons")),
    "bot/views/mediation.py",
    "bot/views/recognised.py",
    "bot/views/volunteers.py",
    "bot/views/calls.py",
    "bot/flows/mediation.py",
    "bot/flows/resident/",
    "bot/views/system.py",
    "bot/flows/group/filing.py",
    "bot/handlers/",
    "bot/incoming/",
)
"""What residents read: languages that are not whole have these, and Chinese for the rest."""


def to_residents(found: Found) -> Found:
    """The messages that residents read."""
    kept = {key: files for key, files in found.messages.items() if any(one.startswith(RESIDENTS_SIDE) for one in files)}
    return Found(messages=kept)


def problems(found: Found, catalog: Catalog, *, complete: bool) -> list[str]:
    """What is wrong with a catalog; `complete` asks for a translation of everything."""
    name = f"locales/{catalog.locale_identifier}.po"
    written = {_key(message): message for message in catalog if message.id}
    wrong = [
        f"{name}: missing: {key!r} ({', '.join(sorted(found.messages[key]))})"
        for key in found.messages.keys() - written
    ]
    wrong += [f"{name}: obsolete: {key!r}" for key in written.keys() - found.messages]
    wrong += [f"{name}: obsolete: {_key(message)!r}" for message in catalog.obsolete.values()]
    for key, message in written.items():
        forms = _forms(message)
        if message.fuzzy:
            wrong.append(f"{name}: fuzzy: {key!r}")
        if complete and not all(forms):
            wrong.append(f"{name}: not translated: {key!r}")
        if any(not _fits(key, form) for form in forms if form):
            wrong.append(f"{name}: other placeholders than in the English text: {key!r}")
    return sorted(wrong)


def _key(message: Message) -> MessageId:
    return (message.id[0], message.id[1]) if isinstance(message.id, tuple | list) else message.id


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def _fits(key: MessageId, form: str) -> bool:
    """Whether a form fills in what the English text does; a form of a plural may do without the number itself."""
    try:
        wanted, used = _placeholders(key if isinstance(key, str) else key[1]), _placeholders(form)
    except ValueError:
        return False
    return used == wanted or (isinstance(key, tuple) and used == wanted - {"n"})


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def updated(found: Found, catalog: Catalog) -> Catalog:
    """A catalog of exactly the found messages, with the translations and comments that there were."""
    old = {_key(message): message for message in catalog if message.id}
    new = Catalog(locale=catalog.locale)
    for key in sorted(
        found.messages, key=lambda key: (min(found.messages[key]), key if isinstance(key, str) else key[0])
    ):
        kept = old.get(key)
        new.add(
            key,
            kept.string if kept else None,
            locations=[(where, 0) for where in sorted(found.messages[key])],
            user_comments=kept.user_comments if kept else (),
            flags=["fuzzy"] if kept and kept.fuzzy else (),
        )
    return new


def written(catalog: Catalog) -> bytes:
    """The catalog as a file: no dates and no line numbers, so that only what changed appears as changed."""
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalog.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, include_lineno=False)
    return (header.encode() + body.getvalue()).rstrip() + b"\n"


def main(arguments: list[str], *, root: Path = ROOT) -> int:
    """Exits 1 with a list of what is wrong; with --update first adds what is new and drops what is obsolete."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.catalogs", description=__doc__)
    parser.add_argument("--update", action="store_true", help="add new messages, drop obsolete ones, keep translations")
    options = parser.parse_args(arguments)
    found = extract(root)
    wrong = list(found.faults)
    for language in CATALOGS:
        said = found if language in WHOLE else to_residents(found)
        path = root / "locales" / f"{language}.po"
        catalog = read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=language, abort_invalid=True)
        if options.update:
            catalog = updated(said, catalog)
            path.write_bytes(written(catalog))
        wrong += problems(said, catalog, complete=language == DEFAULT_LANGUAGE)
    print(*wrong, f"{len(found.messages)} messages, {len(wrong)} problems", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
