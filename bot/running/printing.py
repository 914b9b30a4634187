"""A page made into a PDF: run as a process of its own, HTML on its input, the PDF on its output.

WeasyPrint is imported here only: 190 MB while it works, and a second or two of the processor. It loads nothing but what
is in the page: no address, no file. Pango and a font with Chinese come from the system (docs/operations.md).
"""

import sys

from bot.running.confined import confine

MEMORY = 1024 * 1024 * 1024
"""Of address space; a report of eight pages takes 360 MB of it."""
SECONDS = 60
"""Of the processor: a hundred pages take half of it."""
NOT_THERE = 3
"""Exit code: the extra, or Pango, is not installed."""


def printed(html: str) -> bytes:
    """The PDF. Raises ImportError and OSError where something is not installed."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    made = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",))).write_pdf(pdf_tags=True)
    assert isinstance(made, bytes)
    return made


def main() -> int:
    """Exits with NOT_THERE where something is not installed."""
    confine(MEMORY, SECONDS)
    try:
        content = printed(sys.stdin.buffer.read().decode())
    except (ImportError, OSError) as error:
        print(type(error).__name__, file=sys.stderr)
        return NOT_THERE
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
