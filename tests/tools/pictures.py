"""`make pictures`: reports a blocked sewer in a real browser, lets five minutes pass, and takes the README's pictures.

Writes docs/pictures/demo.{zh,en}.png (desktop) and phone.{zh,en}.png (phone width). Needs chromium and the fonts that
.ci/run installs.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.async_api import Page, async_playwright

from tests.ports import free_port

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
LANGUAGES = {"zh": "zh_CN", "en": "en"}
WORDS = {
    "zh": ("厨房下水返水，堵两天了", "报上去", "+5 分钟", "没人接"),
    "en": ("The kitchen drain has been backing up for two days", "Report it", "+5 min", "nobody takes it"),
}
"""What the resident writes, the two buttons that are pressed, and what the manager then reads."""
SIZES = {"demo": (1440, 900), "phone": (390, 844)}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


async def main() -> int:
    """Take them all."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser_path is None:
        print("no chromium: apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji")
        return 1
    PICTURES.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        for short, language in LANGUAGES.items():
            port = free_port()
            with subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "demo",
                    "--no-browser",
                    "--no-filled",
                    "--language",
                    language,
                    "--port",
                    str(port),
                ],
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
            ) as demo:
                try:
                    assert demo.stdout is not None
                    for line in demo.stdout:
                        if f":{port}/" in line.decode() and b"open" in line:
                            break
                    for name, (width, height) in SIZES.items():
                        page = await browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
                        await page.goto(f"http://127.0.0.1:{port}/?lang={short}")
                        await page.wait_for_selector("html[data-ready=yes]")
                        if name == "demo":
                            await _play(page, WORDS[short])
                        await page.wait_for_timeout(1500)
                        await page.screenshot(path=PICTURES / f"{name}.{short}.png")
                        print(f"docs/pictures/{name}.{short}.png")
                        await page.close()
                finally:
                    demo.terminate()
        await browser.close()
    return 0


async def _play(page: Page, words: tuple[str, str, str, str]) -> None:
    """Write, press, let five minutes pass, until the manager's phone has rung."""
    text, file_it, five_minutes, ping = words
    resident = page.locator(".phone").first
    await resident.locator("textarea").fill(text)
    await resident.locator("textarea").press("Enter")
    await resident.get_by_role("button", name=file_it).click()
    await page.wait_for_timeout(2500)
    await page.get_by_role("button", name=five_minutes).click()
    await page.wait_for_function("text => document.body.innerText.includes(text)", arg=ping, timeout=60_000)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
