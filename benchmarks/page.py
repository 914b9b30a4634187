"""The sandbox's browser page under load: from a press to the answer on the page, in a real Chromium. Prints JSON.

50 people with private chats and a group, 5,000 messages; once with three phones on the page, once with fifty.
A bot on the Bot API answers at once (a toast and a changed card), so what is measured is sandbox and page.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import sys
import time
from contextlib import suppress
from typing import Any

import httpx
from playwright.async_api import Browser, async_playwright

from sandbox.run import running

PEOPLE = 50
MESSAGES = 5000
PRESSES = 40
BUDGET_MS = 150.0
"""Median from a press to the answer shown."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

PRESS = """async (count) => {
  const phone = document.querySelector(".phone");
  const times = { toast: [], card: [] };
  const seen = (test) => new Promise((resolve) => {
    const look = () => test() && (observer.disconnect(), requestAnimationFrame(() => resolve(performance.now())));
    const observer = new MutationObserver(look);
    observer.observe(phone, { childList: true, subtree: true, characterData: true });
    look();
  });
  for (let i = 0; i < count; i += 1) {
    const row = [...phone.querySelectorAll(".row")].at(-1);
    const before = row.querySelector(".text").textContent;
    const toasts = phone.querySelector(".toasts");
    toasts.replaceChildren();
    const start = performance.now();
    row.querySelector("[data-button]").click();
    const [card, toast] = await Promise.all([
      seen(() => [...phone.querySelectorAll(".row")].at(-1).querySelector(".text").textContent !== before),
      seen(() => toasts.children.length > 0),
    ]);
    times.card.push(card - start);
    times.toast.push(toast - start);
  }
  return times;
}"""


async def answer_presses(client: httpx.AsyncClient, path: str) -> None:
    """The bot: every press changes the card and gives a toast."""
    offset = count = 0
    while True:
        got = (await client.post(f"{path}getUpdates", json={"offset": offset, "timeout": 30})).json()["result"]
        for update in got:
            offset = update["update_id"] + 1
            if (query := update.get("callback_query")) is None:
                continue
            count += 1
            message = query["message"]
            place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
            await client.post(f"{path}answerCallbackQuery", json={"callback_query_id": query["id"], "text": f"{count}"})
            card = {"text": f"412号 · {count}", "reply_markup": message["reply_markup"]}
            await client.post(f"{path}editMessageText", json=place | card)


def shares(times: list[float]) -> dict[str, float]:
    """Milliseconds: median, 95th percentile, most."""
    ordered = sorted(times)
    return {
        "median_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[int(len(ordered) * 0.95) - 1], 1),
        "most_ms": round(ordered[-1], 1),
    }


async def measure(browser: Browser, url: str, people: list[int], chat: int, presses: int) -> dict[str, Any]:
    """Open the page with these people and press."""
    page = await browser.new_page(viewport={"width": 1440, "height": 900})
    started = time.perf_counter()
    await page.goto(f"{url}/?phones={','.join(f'{person}:{chat}' for person in people)}")
    await page.wait_for_selector("html[data-ready=yes]")
    ready = time.perf_counter() - started
    times = await page.evaluate(PRESS, presses)
    nodes = await page.evaluate("document.querySelectorAll('*').length")
    await page.close()
    return {
        "phones": len(people),
        "ready_ms": round(ready * 1000),
        "dom_nodes": nodes,
        "press_to_toast": shares(times["toast"]),
        "press_to_changed_card": shares(times["card"]),
    }


async def run() -> dict[str, Any]:
    """Fill a world and measure; {"skipped": why} without a browser."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        return {"skipped": "no Chromium on this machine"}
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    async with (
        running(rate=0, limits=False) as telegram,
        httpx.AsyncClient(base_url=telegram.url, timeout=60) as client,
    ):

        async def post(path: str, **body: Any) -> Any:
            answer = await client.post(path, json=body)
            answer.raise_for_status()
            return answer.json()

        bot = await post("/api/bots", username="bench_bot", name="bot")
        people = [(await post("/api/users", first_name=f"居民{n}"))["id"] for n in range(PEOPLE)]
        group = await post("/api/chats", type="group", title="群", owner=people[0], members=people, bots=[bot["id"]])
        for person in people:
            await post(f"/api/users/{person}/start", bot=bot["id"])
        for number in range(MESSAGES):
            person = people[number % PEOPLE]
            chat = group["id"] if number % 2 else bot["id"]
            await post(f"/api/users/{person}/messages", chat=chat, text=f"第{number}句：楼道灯不亮，门口还堆着东西。")
        calls = f"/bot{bot['token']}/"
        keyboard = {"inline_keyboard": [[{"text": "我来接", "callback_data": "take"}]]}
        await post(f"{calls}sendMessage", chat_id=group["id"], text="412号", reply_markup=keyboard)
        task = asyncio.create_task(answer_presses(client, calls))
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=path, args=arguments)
            three = await measure(browser, telegram.url, people[:3], group["id"], PRESSES)
            fifty = await measure(browser, telegram.url, people, group["id"], PRESSES)
            await browser.close()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    medians = [run[what]["median_ms"] for run in (three, fifty) for what in ("press_to_toast", "press_to_changed_card")]
    return {
        "people": PEOPLE,
        "messages": MESSAGES,
        "presses": PRESSES,
        "budget_ms": BUDGET_MS,
        "within_budget": max(medians) < BUDGET_MS,
        "runs": [three, fifty],
    }


if __name__ == "__main__":
    json.dump(asyncio.run(run()), sys.stdout, indent=2)
    print()
