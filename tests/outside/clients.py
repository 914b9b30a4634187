"""Two clients of Open311 that are not ours, as their users call them: python clients.py URL KEY KIND PLACE

georeport reads, in JSON and in XML; civicbot reads and files. Prints what they made of it, as JSON.
"""

import json
import sys

from civicbot import Endpoint, Open311Client
from civicbot.http import HttpError
from georeport import GeoReport


def main(url: str, key: str, kind: str, place: str) -> None:
    """Every method of both."""
    found = {}
    for form in ("json", "xml"):
        reader = GeoReport(url, jurisdiction="city.gov", output_format=form)
        requests = reader.get_service_requests(status="open,closed", start_date="2026-11-01T00:00:00Z")
        found[form] = {
            "services": reader.get_service_list(),
            "definition": reader.get_service_definition(kind),
            "requests": requests,
            "request": reader.get_service_request(requests[0]["service_request_id"]),
        }
    client = Open311Client(Endpoint(id="here", name="here", base_url=url, write=True))
    said = {"address_id": place, "description": "楼下路灯不亮", "first_name": "欧阳震华", "phone": "13912345678"}
    sent = client.create_request(kind, dry_run=False, confirm="SEND", api_key=key, validate_remote=True, **said)
    number = sent.response[0]["service_request_id"]
    try:
        token = client.get_token("5")
    except HttpError as error:
        token = error.status
    found["civicbot"] = {
        "services": client.list_services(),
        "definition": client.get_service_definition(kind),
        "sent": sent.response,
        "form": sent.redacted_form(),
        "request": client.get_request(number),
        "requests": client.list_requests(service_request_ids=[number]),
        "token": token,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
