"""Open311 by clients that are not ours: `georeport` reads in both formats, `civicbot` reads and files."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.outside.conftest import Served, ran

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("clients.py")


def plain(found: Any) -> Any:
    """JSON's true and null, as a client that reads XML without a schema has them: texts."""
    if isinstance(found, dict):
        return {name: plain(value) for name, value in found.items()}
    if isinstance(found, list):
        return [plain(one) for one in found] or None
    return str(found).lower() if isinstance(found, bool) else found


async def test_two_clients_that_are_not_ours(outside: Path, served: Served, tmp_path: Path) -> None:
    """All six methods: what they read is what is there, the same in XML, and what they file is read by people here."""
    url = f"{served.url}/open311/v2"
    code, out = await ran(
        outside / "python", SCRIPT, url, served.key, "street_light", "by3-3", cwd=tmp_path, seconds=60
    )
    assert code == 0, out
    found = json.loads(out)
    said, written = found["json"], found["xml"]
    assert written == plain(said)
    assert {one["status"] for one in said["requests"]} == {"open", "closed"}
    assert said["definition"] == {"service_code": "street_light", "attributes": []}
    bot = found["civicbot"]
    assert (bot["services"], bot["definition"], bot["token"]) == (said["services"], said["definition"], 404)
    number = int(bot["sent"][0]["service_request_id"])
    assert (bot["request"]["status"], bot["requests"]) == ("open", [bot["request"]])
    issue = await served.town.work().issue(number)
    assert (issue.report.text, issue.category) == ("楼下路灯不亮", "street_light")
    (note,) = await served.town.work().visit_notes(issue.report.id)
    assert note.text == "欧阳震华 13912345678"
    assert served.key not in out
    assert "欧阳" not in json.dumps([bot["request"], bot["requests"]], ensure_ascii=False)
