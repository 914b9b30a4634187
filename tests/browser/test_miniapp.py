"""Mini Apps on the sandbox's page: a frame over the phone that is told who looks, and a bar with back and close."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import expect
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from tests.browser.conftest import Neighbourhood, Phone
from tests.ports import free_port, until_listening
from web.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="module")
APP = """<!doctype html><meta charset="utf-8"><title>App</title><h1></h1><p></p><script>
const handed = new URLSearchParams(location.hash.slice(1)), [head, line] = document.querySelectorAll("h1, p");
const user = JSON.parse(new URLSearchParams(handed.get("tgWebAppData")).get("user"));
head.textContent = `${user.first_name} ${JSON.parse(handed.get("tgWebAppThemeParams")).bg_color}`;
const post = (eventType, eventData) => parent.postMessage(JSON.stringify({ eventType, eventData }), "*");
addEventListener("message", (event) => {
  const { eventType, eventData } = JSON.parse(event.data);
  if (eventType === "back_button_pressed") post("web_app_close");
  if (eventType === "viewport_changed" && eventData.height > 100) line.textContent = "big";
});
post("web_app_setup_back_button", { is_visible: true }); post("web_app_request_viewport"); post("web_app_ready");
</script>"""


@asynccontextmanager
async def app_served() -> AsyncIterator[str]:
    """A small Mini App on this machine; its address."""

    async def shown(_: Any) -> HTMLResponse:
        return HTMLResponse(APP)

    port = free_port()
    served = Starlette(routes=[Route("/app", shown)])
    serving = asyncio.create_task(Server(served, "127.0.0.1", port, "port").run())
    await until_listening(port)
    yield f"http://127.0.0.1:{port}"
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_mini_app_opens_over_the_phone(hood: Neighbourhood, scheme: Any) -> None:
    """By the button of a message and by the menu button; back and close are heard, and the phone is as before."""
    await hood.post("/api/http_apps", on=True)
    async with app_served() as url:
        hood.apps = url
        button = {"text": "看板", "web_app": {"url": f"{url}/app"}}
        await hood.bot.call("setChatMenuButton", chat_id=hood.resident, menu_button={"type": "web_app", **button})
        await hood.bot.call(
            "sendMessage", chat_id=hood.resident, text="您的看板", reply_markup={"inline_keyboard": [[button]]}
        )
        async with hood.page(color_scheme=scheme) as page:
            phone = Phone(page, 0)
            for pressed in (phone.log.get_by_role("button", name="看板"), phone.root.locator(".menu-app")):
                await pressed.click()
                frame = phone.root.frame_locator("iframe")
                colour = "#212121" if scheme == "dark" else "#ffffff"
                await expect(frame.locator("h1")).to_have_text(f"王阿姨 {colour}")
                await expect(frame.locator("p")).to_have_text("big")
                await phone.root.locator(".miniapp-back").click()
                await expect(phone.root.locator("iframe")).to_have_count(0)
                await expect(pressed).to_be_focused()
