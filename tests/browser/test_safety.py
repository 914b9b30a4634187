"""Everything that people write is shown as text, and nothing leaves the machine."""

import re
from collections.abc import Callable

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Neighbourhood, Phone

pytestmark = pytest.mark.asyncio(loop_scope="module")
EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script><b>粗</b>{name}$head"


async def test_hostile_words_stay_words(hood: Neighbourhood, phone: Callable[[Page, int], Phone]) -> None:
    """Names, titles, texts, captions, file names, buttons, answers, topics and labels never become markup."""
    evil = (await hood.post("/api/users", first_name=EVIL, last_name=EVIL))["id"]
    group = await hood.post(
        "/api/chats", type="supergroup", title=EVIL, owner=evil, is_forum=True, bots=[hood.bot.id], admins=[hood.bot.id]
    )
    chat = group["id"]
    await hood.post(f"/api/chats/{chat}/topics", name=EVIL)
    said = await hood.write(evil, chat, text=EVIL)
    await hood.write(evil, chat, photo={"size": 100}, caption=EVIL)
    await hood.write(evil, chat, document={"size": 9, "file_name": EVIL + ".html"}, reply_to=said["message_id"])
    await hood.write(evil, chat, contact={"phone_number": EVIL, "first_name": EVIL})
    keyboard = {"inline_keyboard": [[{"text": EVIL, "callback_data": "toast"}]]}
    await hood.bot.call("sendMessage", chat_id=chat, text=EVIL, reply_markup=keyboard)
    await hood.bot.call("sendPoll", chat_id=chat, question=EVIL, options=[{"text": EVIL}, {"text": "好"}])
    await hood.bot.call("pinChatMessage", chat_id=chat, message_id=said["message_id"])
    await hood.post(
        "/api/stage", title=EVIL, phones=[{"user": evil, "chat": chat}, {"user": evil}], labels={str(evil): EVIL}
    )
    await hood.post("/api/stories", stories=[{"id": EVIL, "title": EVIL, "steps": [{"say": EVIL}]}])
    async with hood.page() as page:
        first = phone(page, 0)
        await expect(first.root.locator(".chat-title strong")).to_have_text(EVIL)
        await expect(first.root.locator(".text").first).to_have_text(EVIL)
        await first.root.locator(".inline-keyboard button").last.click()
        await expect(first.root.locator(".toast")).to_have_text("记上了")
        await page.get_by_role("button", name="放给我看").click()
        await expect(page.locator(".story-text")).to_have_text(EVIL)
        await page.get_by_role("button", name="后台").click()
        await page.get_by_role("tab", name="人和群").click()
        await expect(page.locator(".person-name", has_text="粗").first).to_be_visible()
        assert await page.locator("body script").count() == 0
        assert await page.locator("img[src=x]").count() == 0
        assert await page.locator("body b").count() == 0


async def test_links_that_run_something_are_no_links(hood: Neighbourhood, phone: Callable[[Page, int], Phone]) -> None:
    """javascript: and data: addresses are plain words; an address outside is asked about first."""
    text = "甲乙丙"
    entities = [
        {"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"},
        {"type": "text_link", "offset": 1, "length": 1, "url": "data:text/html,<script>alert(1)</script>"},
        {"type": "text_link", "offset": 2, "length": 1, "url": "https://example.com/x"},
    ]
    await hood.write(hood.head, hood.group, text=text, entities=entities)
    async with hood.page() as page:
        head = phone(page, 1)
        await expect(head.rows(text).get_by_role("link")).to_have_count(1)
        await head.rows(text).get_by_role("link").click()
        await expect(page.get_by_role("dialog")).to_contain_text("https://example.com/x")
        await page.get_by_role("button", name="取消").click()


async def test_entities_as_nodes(hood: Neighbourhood, phone: Callable[[Page, int], Phone]) -> None:
    """Bold, italic, code and nested entities are shown, counted in UTF-16 units, so that emoji shift nothing."""
    await hood.bot.call(
        "sendMessage", chat_id=hood.group, parse_mode="HTML", text="🆘 <b>412号<i>急</i></b> <code>a&lt;b</code>"
    )
    async with hood.page() as page:
        row = phone(page, 1).rows("412号")
        await expect(row.locator("strong", has_text="412号")).to_have_text("412号急")
        await expect(row.locator("strong em")).to_have_text("急")
        await expect(row.locator("code")).to_have_text("a<b")


async def test_policy_of_the_page(hood: Neighbourhood) -> None:
    """The page forbids inline and foreign script; uploads are never served as a page; no path leads out."""
    answer = await hood.client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-src http://127.0.0.1:* http://localhost:*;" in policy  # Mini Apps of this machine
    assert not re.search(r"https?:(?!//(127\.0\.0\.1|localhost):\*)", policy)
    form = {"voice": ("x.html", b"<script>alert(1)</script>", "text/html")}
    sent = await hood.client.post(f"/api/users/{hood.resident}/messages", data={"chat": hood.bot.id}, files=form)
    served = await hood.client.get(f"/api/files/{sent.json()['voice']['file_id']}")
    assert "sandbox" in served.headers["content-security-policy"]
    for path in ("/static/../page.py", "/static/%2e%2e/page.py", "/static/nothing.js", "/static/"):
        assert (await hood.client.get(path)).status_code == 404
