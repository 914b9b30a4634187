"""What axe-core (Deque, MPL-2.0, unchanged from the npm package axe-core 4.14.1) finds on a page. For tests only."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page

SCRIPT = Path(__file__).parent / "vendor" / "axe-core-4.14.1.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async tags => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"], runOnly: tags });
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`));
}"""


async def faults(page: Page) -> list[str]:
    """One line a fault: the rule, where, what would mend it. Contrast, labels, names, headings, landmarks, `lang`."""
    await page.evaluate(SCRIPT.read_text("utf-8"))
    found: list[str] = await page.evaluate(RUN, list(RULES))
    return found
