"""`pip install .` and nothing else: everything that the commands need travels in the package."""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.config import TOKEN_VARIABLE
from sandbox.run import running

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOP_LEVEL = sorted({name.partition(".")[0] for name in SETTINGS["tool"]["setuptools"]["packages"]})
GIVEN = ["pyproject.toml", "LICENSE", "config.example.toml"]
SECONDS = 300
"""For a command on a machine that does much else; none needs more than a few."""
TEN = 1795226400.0


@dataclass
class Installed:
    """The wheel in an environment of its own, and a folder far from the repository."""

    program: Path
    home: Path
    environment: dict[str, str]

    async def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code and all that was printed."""
        process = await asyncio.create_subprocess_exec(
            self.program, *arguments, cwd=self.home, env=self.environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        out, _ = await asyncio.wait_for(process.communicate(), SECONDS)
        assert process.returncode is not None
        assert "Traceback" not in out.decode(), out.decode()
        return process.returncode, out.decode()

    async def well(self, *arguments: str) -> str:
        code, out = await self.run(*arguments)
        assert code == 0, out
        return out


def pip(*arguments: str | Path, python: Path | None = None) -> None:
    """The development environment's pip, without an index."""
    where = ["--python", str(python)] if python else []
    done = subprocess.run(
        [sys.executable, "-m", "pip", *where, "--disable-pip-version-check", *arguments, "--no-deps", "--no-index"],
        cwd="/", env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def furnish(made: Path, wheel: Path) -> Path:
    """A new environment with the wheel; of the development environment only what we depend on."""
    place = made / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True, timeout=SECONDS)
    pip("install", wheel, python=place / "bin" / "python")
    (packages,) = (place / "lib").glob("python*/site-packages")
    # A path in a .pth file is no site directory: the links in it to the repository are not followed.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our wheel, and not our repository."""
    made = tmp_path_factory.mktemp("packaging")
    source = made / "source"
    source.mkdir()
    for name in GIVEN:
        shutil.copy(ROOT / name, source / name)
    for name in TOP_LEVEL:
        shutil.copytree(ROOT / name, source / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    pip("wheel", "--no-build-isolation", "--wheel-dir", made, source)
    (wheel,) = made.glob("weilinli-*.whl")
    shutil.rmtree(source)
    return furnish(made, wheel)


@pytest.fixture
def installed(environment: Path, tmp_path: Path) -> Installed:
    keep = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", TOKEN_VARIABLE)}
    return Installed(environment / "bin" / "weilinli", tmp_path, keep | {"LC_ALL": "en_US.UTF-8"})


async def test_the_wheel_works_in_an_empty_folder(installed: Installed) -> None:
    """init, migrate, roster, doctor, run, health: away from the repository, by the installed program alone."""
    async with running(now=TEN) as sandbox, httpx.AsyncClient(base_url=sandbox.url, timeout=60) as http:

        async def post(path: str, **body: Any) -> Any:
            answer = await http.post(path, json=body)
            assert answer.status_code < 400, answer.text
            return answer.json()

        bot = await post("/api/bots", username="test_bot", name="Test")
        ann = (await post("/api/users", first_name="Ann", language_code="en"))["id"]
        await post(f"/api/users/{ann}/start", bot=bot["id"])
        assert "config.toml is written" in await installed.well("init")
        config = installed.home / "config.toml"
        written = config.read_text(encoding="utf-8")
        assert written == (ROOT / "config.example.toml").read_text(encoding="utf-8")
        written = written.replace("https://api.telegram.org", sandbox.url)
        config.write_text(re.sub(r'source = "system"', 'source = "sandbox"', written), encoding="utf-8")
        installed.environment[TOKEN_VARIABLE] = bot["token"]
        assert "?start=p_" in await installed.well("init")
        await installed.well("migrate")
        await installed.well("roster", "import", str(ROOT / "docs" / "examples" / "beiji.csv"))
        await installed.well("roster", "check")
        assert "https://t.me/test_bot?start=p_" in await installed.well("roster", "links")
        _, found = await installed.run("doctor")
        assert "Telegram knows the bot as @test_bot" in found
        code, out = await installed.run("health")
        assert (code, "no bot is at work" in out) == (1, True)
        process = await asyncio.create_subprocess_exec(
            installed.program, "run", cwd=installed.home, env=installed.environment, stderr=asyncio.subprocess.PIPE
        )
        try:
            async with asyncio.timeout(SECONDS):
                while not await answers(http, ann, bot["id"]):  # noqa: ASYNC110 - another process works
                    await asyncio.sleep(0.1)
            assert await installed.well("health") == "ok\n"
        finally:
            process.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(process.communicate(), SECONDS)
        assert process.returncode == 0, log.decode()
        assert "Traceback" not in log.decode()


async def answers(http: httpx.AsyncClient, person: int, bot: int) -> bool:
    """Whether the bot has written to the person."""
    chat = (await http.get(f"/api/users/{person}/chats/{bot}")).json()
    return any(one["from"]["is_bot"] for one in chat["messages"])


async def test_the_program_comes_from_the_wheel(environment: Path, tmp_path: Path) -> None:
    """What is imported lies in the new environment, not in the repository."""
    names = ", ".join(TOP_LEVEL)
    asked = f"import {names}; print(*(one.__file__ for one in ({names},)), sep='\\n')"
    done = subprocess.run(
        [environment / "bin" / "python", "-c", asked], cwd=tmp_path, check=True, capture_output=True, text=True,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"}, timeout=SECONDS,
    )  # fmt: skip
    assert all(Path(line).is_relative_to(environment) for line in done.stdout.splitlines())


async def test_the_sandbox_is_a_package_of_its_own(tmp_path: Path) -> None:
    """Installed alone it serves bots, people and page, and brings nothing else of ours."""
    shutil.copytree(ROOT / "sandbox", tmp_path / "source", ignore=shutil.ignore_patterns("__pycache__"))
    pip("wheel", "--no-build-isolation", "--wheel-dir", tmp_path, tmp_path / "source")
    (wheel,) = tmp_path.glob("weilinli_sandbox-*.whl")
    place = furnish(tmp_path, wheel)
    names = [one for one in TOP_LEVEL if any(place.glob(f"lib/python*/site-packages/{one}/__init__.py"))]
    assert names == ["sandbox"]
    process = await asyncio.create_subprocess_exec(
        place / "bin" / "weilinli-sandbox", "--port", "0", "--strict", cwd=tmp_path, stdout=asyncio.subprocess.PIPE,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = (await asyncio.wait_for(process.stdout.readline(), SECONDS)).decode()
        url = said.removeprefix("sandbox: ").strip()
        async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as http:
            bot = (await http.post("/api/bots", json={"username": "test_bot", "name": "Test"})).json()
            assert (await http.get(f"/bot{bot['token']}/getMe")).json()["result"]["username"] == "test_bot"
            assert (await http.get(f"/bot{bot['token']}/getMe?colour=red")).status_code == 400
            assert "<!doctype html>" in (await http.get("/")).text
            assert (await http.get("/api/openapi.json")).status_code == 200
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), SECONDS)
