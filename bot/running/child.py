"""Asks a process of ours beside the bot: bytes in, bytes out. The bot goes on meanwhile."""

import asyncio
import os
import sys

from casework.frozen import frozen

KEPT = ("PATH", "HOME", "XDG_CACHE_HOME")
"""Of the environment: nothing that is secret."""


@frozen
class Answered:
    """How it ended (0: well), what it gave, and the word that it said if it gave nothing."""

    code: int
    content: bytes
    word: str


async def ask(module: str, given: bytes, seconds: float) -> Answered:
    """Run it. Raises OSError when it cannot be started, TimeoutError when it took longer; then it is ended."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    try:
        async with asyncio.timeout(seconds):
            content, wrong = await child.communicate(given)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    assert child.returncode is not None
    said = wrong.decode(errors="replace").split()
    return Answered(child.returncode, content, said[-1] if said else "")
