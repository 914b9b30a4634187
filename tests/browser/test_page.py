"""The bars, the clock, the story, the drawer; narrow, English, dark, by keyboard."""

from collections.abc import Callable

import pytest
from playwright.async_api import Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import Neighbourhood, Phone

pytestmark = pytest.mark.asyncio(loop_scope="module")
Phones = Callable[[Page, int], Phone]


async def test_to_the_next_deadline(hood: Neighbourhood, phone: Phones) -> None:
    """The agenda names what is due; stepping there brings the ping to the manager's phone, marked."""
    async with hood.page() as page:
        await phone(page, 0).says("闹钟")
        await expect(page.locator(".due")).to_contain_text("10:05 412号 没人接")
        await page.locator(".due").click()
        await expect(page.locator(".agenda li")).to_contain_text("5 分钟 后")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="到下一个点").click()
        await expect(page.locator(".clock-time")).to_have_text("10:05:00")
        line = phone(page, 2).root.locator(".line.fresh")
        await expect(line).to_contain_text("412号没人接")
        await expect(line.locator(".badge")).to_be_visible()
        await expect(page.locator(".news")).to_contain_text("10:05，来了 1 条新消息")
        await line.click()
        await expect(phone(page, 2).root.locator(".row.fresh")).to_contain_text("412号没人接")
        await expect(page.locator(".due")).to_have_text("没有要到点的事")


async def test_a_ping_for_somebody_without_a_phone(hood: Neighbourhood, phone: Phones) -> None:
    """Whoever is reached and is on no phone is offered to be looked at."""
    async with hood.page(query=f"phones={hood.resident}:{hood.bot.id}") as page:
        await phone(page, 0).says("闹钟")
        await expect(page.locator(".due")).to_contain_text("412号")
        await page.get_by_role("button", name="+5 分钟").click()
        await page.get_by_role("button", name="看看张敏的手机").click()
        await phone(page, 1).sees("412号没人接")


async def test_clock_controls(hood: Neighbourhood) -> None:
    """Minutes are added; the clock runs at 60x or real time, and stands again; the page follows others' changes."""
    async with hood.page() as page:
        time = page.locator(".clock-time")
        await page.get_by_role("button", name="+1 分钟").click()
        await expect(time).to_have_text("10:01:00")
        fast = page.get_by_role("button", name="快 60 倍")
        await fast.click()
        await expect(fast).to_have_attribute("aria-pressed", "true")
        await expect(time).not_to_have_text("10:01:00")
        await page.get_by_role("button", name="照常走").click()
        await expect(page.get_by_role("button", name="照常走")).to_have_attribute("aria-pressed", "true")
        await page.get_by_role("button", name="停住").click()
        await expect(page.get_by_role("button", name="停住")).to_have_attribute("aria-pressed", "true")
        await hood.post("/api/clock", now=hood.telegram.world.now() + 3600)
        await expect(time).to_contain_text("11:0")


STORY = {
    "id": "drain",
    "title": {"zh": "下水道", "en": "Drain"},
    "names": {},
    "steps": [
        {
            "say": {"zh": "王阿姨说了一句。", "en": "Mrs Wang says a word."},
            "do": [
                {"path": "/api/users/$resident/messages", "body": {"chat": "$bot", "text": "厨房返水"}, "as": "said"}
            ],
        },
        {"say": {"zh": "没人管。", "en": "Nobody."}, "do": [{"path": "/api/clock/advance", "body": {"seconds": 60}}]},
        {
            "say": {"zh": "她要一张卡片。", "en": "She asks for a card."},
            "do": [
                {
                    "path": "/api/users/$resident/messages",
                    "body": {"chat": "$bot", "text": "卡片", "reply_to": "$said"},
                },
                {"press": {"person": "$resident", "chat": "$bot", "button": "我来接"}},
                {"find": {"person": "$resident", "chat": "$bot", "text": "王阿姨 接了"}},
            ],
        },
    ],
}


async def tell(hood: Neighbourhood) -> None:
    """Register the story."""
    story = STORY | {"names": {"resident": hood.resident, "bot": hood.bot.id}}
    await hood.post("/api/stories", stories=[story])


async def test_a_story_plays_to_its_end(hood: Neighbourhood, phone: Phones) -> None:
    """Typing, time and presses happen on the phones with a line for each step; afterwards everything works; twice."""
    async with hood.page() as page:
        await tell(hood)
        for again in (1, 2):
            await expect(page.locator(".story-chooser option")).to_have_text("下水道")
            await page.get_by_role("button", name="放给我看").click()
            await page.locator(".story-buttons select").select_option("instant")
            await expect(page.locator(".story-text")).to_contain_text("故事讲完了", timeout=20_000)
            await expect(page.locator(".clock-time")).to_have_text(f"10:0{again}:00")
            await expect(phone(page, 0).rows("王阿姨 接了")).to_have_count(again)
        await phone(page, 0).says("还能用")
        await phone(page, 0).sees("收到：还能用")


async def test_a_story_pauses_steps_and_stops(hood: Neighbourhood, phone: Phones) -> None:
    """Paused, nothing happens until the next step is asked for; stopped, the phones are free."""
    async with hood.page() as page:
        await tell(hood)
        await page.get_by_role("button", name="放给我看").click()
        await expect(page.locator(".story-text")).to_have_text("王阿姨说了一句。")
        await page.get_by_role("button", name="暂停").click()
        await expect(page.get_by_role("button", name="接着放")).to_be_visible()
        await expect(phone(page, 0).rows("厨房返水")).to_have_count(0)
        await page.get_by_role("button", name="接着放").click()
        await phone(page, 0).sees("收到：厨房返水")
        await page.get_by_role("button", name="不放了").click()
        await expect(page.locator(".story-panel")).to_be_hidden()
        await phone(page, 0).says("好")
        await phone(page, 0).sees("收到：好")


async def test_a_story_that_cannot_go_on_says_where(hood: Neighbourhood) -> None:
    """A step that finds no such button tells it and ends."""
    wrong = {"press": {"person": hood.resident, "chat": hood.bot.id, "button": "没有的"}}
    find = {"find": {"person": hood.resident, "chat": hood.bot.id, "text": "没有的", "within": 0.1}}
    async with hood.page() as page:
        await hood.post(
            "/api/stories", stories=[{"id": "x", "title": "坏", "steps": [{"say": "一", "do": [find, wrong]}]}]
        )
        await expect(page.locator(".story-chooser option")).to_have_text("坏")
        await page.locator(".story-panel select").evaluate("node => node.value = 'instant'")
        await page.get_by_role("button", name="放给我看").click()
        await expect(page.locator(".story-text")).to_have_text("故事卡在这一步：没有的")


async def test_stories_are_checked_when_they_are_registered(hood: Neighbourhood) -> None:
    """A step without a known action, or two stories of one id, are refused with the place."""
    bad = [{"id": "a", "title": "a", "steps": [{"say": "x", "do": [{"dance": 1}]}]}]
    answer = await hood.client.post("/api/stories", json={"stories": bad})
    assert (answer.status_code, "step 1" in answer.text) == (400, True)
    twice = [{"id": "a", "title": "a", "steps": []}] * 2
    assert (await hood.client.post("/api/stories", json={"stories": twice})).status_code == 400


async def test_drawer_traffic_and_faults(hood: Neighbourhood, phone: Phones) -> None:
    """Calls appear as they happen; a fault strikes, is listed, is shown red, and goes off."""
    async with hood.page() as page:
        await page.get_by_role("button", name="后台").click()
        await expect(page.get_by_role("tab", name="来往")).to_be_focused()
        await phone(page, 0).says("嗯")
        await expect(page.locator("tbody tr").first).to_contain_text("sendMessage")
        await page.keyboard.press("Tab")
        await page.get_by_role("tab", name="毛病").click()
        await page.locator(".fault-form select").first.select_option("slow")
        await page.locator(".fault-form select").nth(1).select_option("getUpdates")
        await page.locator(".fault-form input").nth(1).fill("0")
        await page.get_by_role("button", name="打开这个毛病").click()
        await expect(page.locator(".fault-list li")).to_contain_text("慢 · getUpdates · 一直")
        await page.get_by_role("button", name="都关掉").click()
        await expect(page.locator(".fault-list li")).to_have_text("现在没有毛病")
        await hood.client.post(hood.bot.path + "sendMessage", json={"chat_id": 1, "text": "x"})
        await page.get_by_role("tab", name="来往").click()
        await expect(page.locator("tr.bad").first).to_contain_text("chat not found")


async def test_drawer_blocks_and_upgrades(hood: Neighbourhood, phone: Phones) -> None:
    """A person is made to block the bot and unblocks on the phone; an open group becomes a supergroup."""
    group = await hood.post("/api/chats", type="group", title="小群", owner=hood.head, bots=[hood.bot.id])
    async with hood.page(query=f"phones={hood.resident}:{hood.bot.id},{hood.head}:{group['id']}") as page:
        await page.get_by_role("button", name="后台").click()
        await page.get_by_role("tab", name="人和群").click()
        await page.locator(".person-list li", has_text="王阿姨").get_by_role("checkbox").check()
        await expect(phone(page, 0).root.locator(".blocked-bar")).to_be_visible()
        await phone(page, 0).root.get_by_role("button", name="不再拉黑").click()
        await expect(phone(page, 0).input).to_be_visible()
        await page.get_by_role("button", name="变成超级群").click()
        await expect(phone(page, 1).root.locator(".service").last).to_contain_text("超级群")
        await phone(page, 1).says("还在")
        await phone(page, 1).sees("还在")


async def test_one_phone_at_a_time_on_a_narrow_screen(hood: Neighbourhood, phone: Phones) -> None:
    """At 390 pixels one phone is shown, the switcher has the others with their unread counts, nothing overflows."""
    async with hood.page(width=390, height=844) as page:
        await expect(phone(page, 0).root).to_be_visible()
        await expect(phone(page, 1).root).to_be_hidden()
        await hood.bot.call("sendMessage", chat_id=hood.manager, text="来")
        tab = page.get_by_role("tab", name="张敏")
        await expect(tab.locator(".badge")).to_be_visible()
        await tab.click()
        await expect(phone(page, 2).root).to_be_visible()
        await expect(phone(page, 0).root).to_be_hidden()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await phone(page, 2).root.locator(".line").first.click()
        await phone(page, 2).says("好的")
        await phone(page, 2).sees("收到：好的")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
async def test_twice_the_text(hood: Neighbourhood, phone: Phones, width: int, height: int) -> None:
    """At 200 % text nothing is cut off: the page may scroll down, never sideways, and one can still write."""
    async with hood.page(width=width, height=height) as page:
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await phone(page, 0).says("看得清")
        await phone(page, 0).sees("收到：看得清")
        send = phone(page, 0).root.get_by_role("button", name="发送")
        await send.scroll_into_view_if_needed()
        await expect(send).to_be_in_viewport(ratio=0.9)


async def test_english(hood: Neighbourhood) -> None:
    """The switch turns every label English at once and is remembered; no Chinese of the page's own is left."""
    async with hood.page() as page:
        await page.get_by_role("button", name="换成英文 Switch to English").click()
        await expect(page.get_by_role("button", name="To the next deadline")).to_be_visible()
        await expect(page.locator("h1")).to_have_text("Beiyuan")
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await page.get_by_role("button", name="Backstage").click()
        left = await page.evaluate(
            """() => [...document.querySelectorAll("header, .drawer, .list-head, .composer-line")]
              .map((node) => node.innerText).join(" ").replace("中文", "").replaceAll("里", "").match(/[一-龥]+/g)"""
        )
        assert not [word for word in left or [] if word not in ("王阿姨", "李秀英", "张敏", "小助手", "三网格工作群")]
        await page.reload()
        await expect(page.get_by_role("button", name="To the next deadline")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(hood: Neighbourhood, phone: Phones, scheme: str) -> None:
    """Contrast, labels, names, headings and landmarks, by day and by night."""
    await hood.bot.card(hood.group)
    async with hood.page(color_scheme=scheme) as page:
        await page.get_by_role("button", name="后台").click()
        await phone(page, 1).sees("412号")
        assert await faults(page) == []


async def test_colours_by_switch(hood: Neighbourhood) -> None:
    """The switch overrules the system's colours and is remembered."""
    async with hood.page(color_scheme="light") as page:
        ground = "getComputedStyle(document.body).backgroundColor"
        light = await page.evaluate(ground)
        await page.get_by_role("button", name="换成深色").click()
        dark = await page.evaluate(ground)
        assert light != dark
        await page.reload()
        assert await page.evaluate(ground) == dark


async def test_by_keyboard_alone(hood: Neighbourhood, phone: Phones) -> None:
    """Without a mouse: skip to the phones, open a chat, write, press a button, use a message's menu, go back."""
    async with hood.page() as page:
        await page.keyboard.press("Tab")
        await expect(page.locator(".skip")).to_be_focused()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Alt+3")
        await expect(phone(page, 2).root).to_be_focused()
        manager = phone(page, 2)
        for _ in range(4):
            await page.keyboard.press("Tab")
        await expect(manager.root.locator(".line").first).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(manager.input).to_be_focused()
        await page.keyboard.type("卡片")
        await page.keyboard.press("Enter")
        await manager.sees("412号")
        await manager.root.get_by_role("button", name="我来接").focus()
        await page.keyboard.press("Enter")
        await manager.sees("张敏 接了")
        await manager.rows("张敏 接了").locator(".message-menu").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("menuitem").first).to_be_focused()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("Enter")
        await expect(manager.root.locator(".composer-note")).to_contain_text("回复 小助手")
        await page.keyboard.press("Escape")
        await expect(manager.root.locator(".composer-note")).to_be_hidden()


async def test_every_control_has_a_name(hood: Neighbourhood) -> None:
    """Nothing that can be pressed or filled in is nameless to a screen reader."""
    async with hood.page() as page:
        await page.get_by_role("button", name="后台").click()
        nameless = await page.evaluate(
            """() => [...document.querySelectorAll("button, a, input:not([type=file]), select, textarea, [role=log]")]
              .filter((n) => n.checkVisibility() && !(n.getAttribute("aria-label") || n.innerText || n.labels?.length))
              .map((n) => n.outerHTML.slice(0, 120))"""
        )
        assert nameless == []


async def test_after_the_sandbox_was_away(hood: Neighbourhood, phone: Phones) -> None:
    """A lost connection is told, tried again, and what was missed is there."""
    async with hood.page() as page:
        await page.context.route("**/api/events", lambda route: route.abort())
        world = hood.telegram.world
        world.closing = True  # ends the streams as a stop of the server does
        world.events.grown.notify()
        await expect(page.locator(".connection")).to_have_text("连接断了，正在重连…")
        world.closing = False
        await hood.bot.call("sendMessage", chat_id=hood.resident, text="断的时候来的")
        hood.complaints.clear()  # the browser reports the failed connections that were asked for here
        await page.context.unroute("**/api/events")
        await phone(page, 0).sees("断的时候来的")
        await expect(page.locator(".connection")).to_be_hidden()
        hood.complaints.clear()
