"""A phone behaves like a chat app."""

import struct
import zlib
from collections.abc import Callable

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.conftest import Neighbourhood, Phone

pytestmark = pytest.mark.asyncio(loop_scope="module")
Phones = Callable[[Page, int], Phone]


def png(red: int = 40) -> bytes:
    """A picture of 8 by 8."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + bytes([red, 120, 90]) * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def test_three_people_side_by_side(hood: Neighbourhood, phone: Phones) -> None:
    """The page opens with the three phones of the stage, the right chats open, introduced by their posts."""
    async with hood.page() as page:
        await expect(page.locator(".phone")).to_have_count(3)
        await expect(page.locator("h1")).to_have_text("北苑社区")
        await expect(phone(page, 0).root.locator(".chat-title strong")).to_have_text("小助手")
        await expect(phone(page, 1).root.locator(".chat-title strong")).to_have_text("三网格工作群")
        await expect(phone(page, 1).root.locator(".role")).to_have_text("网格长")
        await expect(phone(page, 2).root.locator(".chat-list .line").first).to_be_visible()


async def test_a_message_goes_and_its_answer_comes(hood: Neighbourhood, phone: Phones) -> None:
    """What a person types appears with author and time, and the bot's answer below."""
    async with hood.page() as page:
        resident = phone(page, 0)
        await resident.says("厨房下水返水")
        await resident.sees("收到：厨房下水返水")
        own = resident.rows("厨房下水返水").first
        await expect(own).to_have_class("row own first")
        await expect(own.locator("time")).to_have_text("10:00")
        await expect(resident.rows("收到").locator(".author")).to_contain_text("小助手")


async def test_presses(hood: Neighbourhood, phone: Phones) -> None:
    """A press is answered by a toast, an alert, or a changed card; an unanswered one says so."""
    async with hood.page() as page:
        head = phone(page, 1)
        await hood.bot.card(hood.group)
        await head.root.get_by_role("button", name="说一声").click()
        await expect(head.root.locator(".toast")).to_have_text("记上了")
        await head.root.get_by_role("button", name="弹一下").click()
        alert = head.root.get_by_role("alertdialog")
        await expect(alert).to_contain_text("这个得物业来按")
        await expect(alert.get_by_role("button")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(alert).to_have_count(0)
        await head.root.get_by_role("button", name="我来接").click()
        await head.sees("412号 李秀英 接了")
        await expect(head.rows("下水道堵塞")).to_have_count(0)


async def test_keyboard_under_the_input_field(hood: Neighbourhood, phone: Phones) -> None:
    """The big buttons send their text; they can be put away and brought back."""
    async with hood.page() as page:
        resident = phone(page, 0)
        await resident.root.get_by_role("button", name="找人").click()
        await resident.sees("收到：📞 找人")
        await resident.root.locator(".keys-button").click()
        await expect(resident.root.locator(".reply-keyboard")).to_be_hidden()


async def test_commands(hood: Neighbourhood, phone: Phones) -> None:
    """A slash offers the bot's commands by arrow keys; the menu button lists them."""
    async with hood.page() as page:
        resident = phone(page, 0)
        await resident.input.press_sequentially("/b")
        await expect(resident.root.get_by_role("option")).to_contain_text("报事")
        await resident.input.press("ArrowDown")
        await resident.input.press("Enter")
        await resident.sees("收到：/bao")
        await resident.root.locator(".commands-button").click()
        await expect(page.get_by_role("menuitem")).to_contain_text("/bao")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("menu")).to_have_count(0)


async def test_reply_edit_delete(hood: Neighbourhood, phone: Phones) -> None:
    """One's own messages can be answered with a quote, changed and deleted, on all phones that show them."""
    async with hood.page() as page:
        head, manager = phone(page, 1), phone(page, 2)
        await manager.root.locator(".line", has_text="三网格工作群").click()
        await head.says("今天谁值班")
        await manager.sees("今天谁值班")
        await manager.menu("今天谁值班", "回复")
        await manager.says("我值班")
        await expect(head.rows("我值班").locator(".quote")).to_contain_text("今天谁值班")
        await head.menu("今天谁值班", "回复")
        await head.input.press("Escape")
        await head.rows("今天谁值班").first.locator(".message-menu").click()
        await page.get_by_role("menuitem", name="改", exact=True).click()
        await head.says("今晚谁值班")
        await manager.sees("今晚谁值班")
        await expect(manager.rows("今晚谁值班").first).to_contain_text("改过")
        await manager.menu("我值班", "删")
        await expect(head.rows("我值班")).to_have_count(0)


async def test_photos_by_choosing_and_dropping(hood: Neighbourhood, phone: Phones) -> None:
    """A chosen picture and two dropped ones arrive as photo and album with caption, and open large."""
    async with hood.page() as page:
        resident = phone(page, 0)
        async with page.expect_file_chooser() as chooser:
            await resident.root.get_by_role("button", name="照片、语音、位置、文件").click()
            await page.get_by_role("menuitem", name="照片", exact=True).click()
        await (await chooser.value).set_files(FilePayload(name="井.png", mimeType="image/png", buffer=png()))
        await expect(resident.root.locator(".tray-item img")).to_be_visible()
        await resident.says("井盖")
        await expect(resident.rows("井盖").locator(".photo img")).to_be_visible()
        await page.evaluate(
            """(bytes) => {
              const data = new DataTransfer();
              for (const name of ["a.png", "b.png"]) {
                data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
              }
              const chat = document.querySelector(".phone .chat");
              chat.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
              chat.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
            }""",
            list(png(90)),
        )
        await resident.says("两张")
        await expect(resident.root.locator(".album img")).to_have_count(2)
        await resident.rows("井盖").locator(".photo").click()
        await expect(page.locator("dialog.lightbox img")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog")).to_have_count(0)


async def test_voice_plays_and_place_is_shown(hood: Neighbourhood, phone: Phones) -> None:
    """A voice message plays to its end; a place is drawn; a document can be saved under its name."""
    async with hood.page() as page:
        resident = phone(page, 0)
        attach = resident.root.get_by_role("button", name="照片、语音、位置、文件")
        await hood.write(hood.resident, hood.bot.id, voice={"duration": 1})
        play = resident.root.get_by_role("button", name="播放语音，1 秒")
        await play.click()
        await expect(resident.root.locator(".wave .done").first).to_be_visible()
        await expect(play).to_be_visible()
        await attach.click()
        await page.get_by_role("menuitem", name="位置").click()
        await page.locator("dialog").get_by_role("button", name="发送").click()
        await expect(resident.root.locator(".map")).to_be_visible()
        await hood.write(hood.resident, hood.bot.id, document={"size": 2048, "file_name": "通知.pdf"})
        await expect(resident.root.locator("a.file")).to_have_attribute("download", "通知.pdf")


async def test_typing(hood: Neighbourhood, phone: Phones) -> None:
    """While the bot types, the head of the chat says so."""
    async with hood.page() as page:
        resident = phone(page, 0)
        await resident.says("等等")
        await expect(resident.root.locator(".subtitle")).to_have_text("正在输入…")


async def test_topics(hood: Neighbourhood, phone: Phones) -> None:
    """A forum shows its topics; what is written in one stays in it."""
    forum = await hood.post("/api/chats", type="supergroup", title="论坛", is_forum=True, owner=hood.head)
    topic = await hood.post(f"/api/chats/{forum['id']}/topics", name="水电")
    async with hood.page(query=f"phones={hood.head}:{forum['id']}") as page:
        head = phone(page, 0)
        await head.says("大家好")
        await head.root.get_by_role("tab", name="水电").click()
        await expect(head.rows("大家好")).to_have_count(0)
        await head.says("停水了")
        await head.sees("停水了")
    seen = (await hood.client.get(f"/api/chats/{forum['id']}")).json()["messages"]
    assert [m.get("message_thread_id") for m in seen if m.get("text") == "停水了"] == [topic["message_thread_id"]]


async def test_unread_counts_and_lists(hood: Neighbourhood, phone: Phones) -> None:
    """The list counts what was not seen, newest chat first; opening reads it."""
    async with hood.page() as page:
        manager = phone(page, 2)
        await hood.bot.call("sendMessage", chat_id=hood.manager, text="一")
        line = manager.root.locator(".line").first
        await expect(line).to_contain_text("小助手")
        before = int(await line.locator(".badge").inner_text())
        await hood.bot.call("sendMessage", chat_id=hood.manager, text="二")
        await expect(line.locator(".badge")).to_have_text(str(before + 1))
        async with page.expect_response(lambda answer: answer.url.endswith(f"/{hood.manager}/read")):
            await line.click()
        await manager.sees("二")
        await manager.root.get_by_role("button", name="返回").click()
        await expect(line.locator(".badge")).to_have_count(0)
    lines = (await hood.client.get(f"/api/users/{hood.manager}/chats")).json()
    assert [each["unread"] for each in lines if each["id"] == hood.bot.id] == [0]


async def test_start_links(hood: Neighbourhood, phone: Phones) -> None:
    """A t.me link in a message, on a button or scanned starts the bot with its payload."""
    link = f"https://t.me/{hood.bot.username}?start="
    await hood.bot.call(
        "sendMessage",
        chat_id=hood.group,
        text=f"扫码 {link}b3",
        reply_markup={"inline_keyboard": [[{"text": "给我回信", "url": f"{link}reply"}]]},
    )
    async with hood.page() as page:
        head = phone(page, 1)
        await head.rows("扫码").get_by_role("link").click()
        await head.sees("欢迎 b3")
        await head.root.get_by_role("button", name="返回").click()
        await head.root.locator(".line", has_text="三网格工作群").click()
        await head.root.get_by_role("button", name="给我回信").click()
        await head.sees("欢迎 reply")
        await head.root.get_by_role("button", name="返回").click()
        await head.root.get_by_role("button", name="扫码、打开链接").click()
        await page.locator("dialog input").fill(f"t.me/{hood.bot.username}?start=gate")
        await page.keyboard.press("Enter")
        await head.sees("欢迎 gate")


async def test_first_contact(hood: Neighbourhood, phone: Phones) -> None:
    """Who never talked to the bot finds it in the list and presses Start."""
    async with hood.page(query=f"phones={hood.neighbour}") as page:
        neighbour = phone(page, 0)
        await neighbour.root.locator(".others .line").click()
        await neighbour.root.get_by_role("button", name="开始").click()
        await neighbour.sees("欢迎")


async def test_anybody_on_any_phone(hood: Neighbourhood, phone: Phones) -> None:
    """A phone is given to somebody else by name; one more is taken, and put away."""
    async with hood.page() as page:
        await phone(page, 0).root.locator(".who").click()
        await page.locator("dialog input").fill("赵")
        await page.keyboard.press("Enter")
        await expect(phone(page, 0).root).to_have_attribute("aria-label", "赵桂兰的手机")
        await page.get_by_role("button", name="再拿一部手机").click()
        await page.locator(".person-choice button", has_text="王阿姨").click()
        await expect(page.locator(".phone")).to_have_count(4)
        await phone(page, 3).root.get_by_role("button", name="收起这部手机").click()
        await expect(page.locator(".phone")).to_have_count(3)


async def test_many_messages_by_pieces(hood: Neighbourhood, phone: Phones) -> None:
    """Of a long chat only the end is in the page; earlier messages come on request, in order."""
    for number in range(400):
        await hood.write(hood.head, hood.group, text=f"第{number}句")
    async with hood.page() as page:
        head = phone(page, 1)
        await head.sees("第399句")
        assert await head.root.locator(".row").count() <= 60
        for _ in range(6):
            await head.root.get_by_role("button", name="看更早的").click()
        await expect(head.rows("第0句").first).to_be_attached()
        texts = await head.root.locator(".text").all_inner_texts()
        shown = [int(text[1:-1]) for text in texts if text.startswith("第")]
        assert shown == sorted(shown)
        assert shown[-1] == 399
