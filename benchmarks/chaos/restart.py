"""placeholder"""
from pathlib import Path
from typing import Any
async def measure(at: Path) -> dict[str, Any]:
    return {"good": True}
def told(x: Any) -> str:
    return ""
