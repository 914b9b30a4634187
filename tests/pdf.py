"""What is in a PDF, as whoever opens it can select it; and whether this machine can make any."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.running.printer import Printer
from casework.refusals import NoPdf


async def needs_pdf() -> None:
    """Skips where Pango is not installed: WeasyPrint cannot work without it."""
    try:
        await Printer().printed("<p>-</p>")
    except NoPdf as refusal:
        if refusal.why == "missing":
            pytest.skip("Pango is not installed (docs/operations.md)")
        raise


def text_of(content: bytes) -> str:
    """All that can be selected, without what a line's end puts between."""
    assert content.startswith(b"%PDF-")
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)
