"""Updates over the webhook."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import Database
from storage.errors import DatabaseUnavailable
from storage.inbox import Inbox
from tests.casework.neighbourhood import TEN
from tests.examples import many
from tests.web.conftest import Browser
from web.app import called
from web.webhook import BODY_AT_MOST, DEPTH_AT_MOST, HEADER, NoUpdate, Webhook, parse

SECRET = "s3cret-for-the-test"
UPDATE = {"update_id": 7, "message": {"chat": {"id": 5}, "text": "堵了"}}


class Post:
    def __init__(self, database: Database, browser: Browser) -> None:
        self.inbox = Inbox(database)
        self.taken: list[int] = []
        webhook = Webhook(self.inbox, SECRET, lambda: TEN, self.taken.append)
        self.client = browser(called(webhook))

    async def __call__(self, body: bytes, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {HEADER: secret}
        return (await self.client.post(Webhook.PATH, content=body, headers=headers)).status_code


@pytest.fixture
async def post(database: Database, browser: Browser) -> AsyncIterator[Post]:
    made = Post(database, browser)
    yield made
    await made.client.aclose()


async def test_an_update_is_in_the_inbox_before_it_is_answered(post: Post, database: Database) -> None:
    """200 means committed: another connection sees the row as it came."""
    woken = database.received.subscribe()
    assert await post(json.dumps(UPDATE).encode()) == 200
    (row,) = await post.inbox.waiting(10)
    assert (row.update_id, row.source, row.chat_key, row.raw, row.received_at) == (7, "webhook", "5", UPDATE, TEN)
    assert post.taken == [7]
    assert woken.is_set()


async def test_a_repeated_update_is_harmless(post: Post) -> None:
    """Telegram repeats what it heard no answer to, also side by side: one row, 200 each time."""
    body = json.dumps(UPDATE).encode()
    assert set(await asyncio.gather(*(post(body) for _ in range(8)))) == {200}
    assert len(await post.inbox.waiting(10)) == 1


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "é"])
async def test_whoever_does_not_know_the_secret_is_refused(post: Post, secret: str | None) -> None:
    """403, and nothing is taken in, whatever the body is."""
    headers = [] if secret is None else [(HEADER.encode(), secret.encode("latin-1"))]
    answer = await post.client.post(Webhook.PATH, content=json.dumps(UPDATE), headers=headers)
    assert answer.status_code == 403
    assert await post.inbox.count_waiting() == 0


def test_there_is_no_webhook_without_a_secret(database: Database) -> None:
    """An empty secret would equal a missing header."""
    with pytest.raises(ValueError, match="secret"):
        Webhook(Inbox(database), "", lambda: TEN)


async def test_a_body_that_is_too_large_is_refused(post: Post) -> None:
    """413, whether the length is told or not; one that just fits is taken."""
    fits = json.dumps(UPDATE).encode()
    fits += b" " * (BODY_AT_MOST - len(fits))
    assert await post(fits + b" ") == 413
    assert await post.inbox.count_waiting() == 0

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(BODY_AT_MOST // 65536 + 2):
            yield b" " * 65536

    answer = await post.client.post(Webhook.PATH, content=endless(), headers={HEADER: SECRET})
    assert answer.status_code == 413
    assert await post(fits) == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"null",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 1.5}',
        b'{"update_id": 9223372036854775808}',
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"update_id": 1, "x":' + b"[" * DEPTH_AT_MOST + b"]" * DEPTH_AT_MOST + b"}",
        b'{"update_id": ' + b"9" * 5000 + b"}",
    ],
)
async def test_what_is_no_update_is_refused(post: Post, body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """400, and nothing of the body in the log; kept for later it would come again for ever."""
    with caplog.at_level(logging.DEBUG):
        assert await post(body) == 400
    assert await post.inbox.count_waiting() == 0
    assert SECRET not in caplog.text


async def test_a_database_that_is_away_lets_telegram_repeat(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """503 is no 200: the update stays with Telegram, and comes again."""

    async def away(*_: object) -> int:
        raise DatabaseUnavailable("the database does not answer: disk full")

    body = json.dumps(UPDATE).encode()
    with monkeypatch.context() as patch:
        patch.setattr(post.inbox, "take_in", away)
        assert await post(body) == 503
    assert post.taken == []
    assert await post(body) == 200


async def test_only_posting_is_possible(post: Post) -> None:
    """Nobody reads anything there."""
    assert (await post.client.get(Webhook.PATH, headers={HEADER: SECRET})).status_code == 405


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.binary() | json_values.map(lambda value: json.dumps(value).encode("utf-8")))
def test_any_bytes_are_an_update_or_none(body: bytes) -> None:
    """Whatever comes, it is one of the two: nothing else is raised."""
    try:
        update = parse(body)
    except NoUpdate:
        return
    assert isinstance(update["update_id"], int)


@given(st.dictionaries(st.text(), json_values, max_size=4), st.integers(0, (1 << 63) - 1))
@settings(max_examples=many(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_update_is_kept_as_it_came(post: Post, event: dict[str, Any], number: int) -> None:
    """Strange keys, odd numbers, half characters: 200, and the same JSON in the inbox."""
    body = json.dumps({**event, "update_id": number}).encode()
    before = {row.update_id for row in await post.inbox.waiting(10_000)}
    assert await post(body) == 200
    rows = {row.update_id: row.raw for row in await post.inbox.waiting(10_000)}
    if number not in before:
        assert json.dumps(rows[number]) == json.dumps(json.loads(body))


async def test_the_header_may_be_written_as_telegram_writes_it(post: Post) -> None:
    """The header's name is not case-sensitive, as HTTP says; Telegram writes it with capitals."""
    headers = httpx.Headers({"X-Telegram-Bot-Api-Secret-Token": SECRET})
    answer = await post.client.post(Webhook.PATH, content=json.dumps(UPDATE), headers=headers)
    assert answer.status_code == 200
