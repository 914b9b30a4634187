"""Public holidays and make-up working days, as the library holidays has them: run as a process of its own, prints JSON.

Countries with make-up days announce them year by year; a year that has none yet is provisional.
"""

import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any


def days_of(country: str, years: Sequence[int]) -> dict[str, Any]:
    """{"version", "days": [{day, kind, name, provisional}]}, in order. Raises NotImplementedError for a country that
    the library does not know."""
    import holidays  # only ever in this process

    found: dict[str, Any] = {}
    for year in years:
        calendar = holidays.country_holidays(country, years=year)
        make_up = {day for day in getattr(calendar, "weekend_workdays", ()) if day.year == year}
        unsure = bool(getattr(calendar, "weekend_workdays", ())) and not make_up
        rows = {day: ("holiday", name) for day, name in calendar.items() if day.year == year}
        rows |= dict.fromkeys(make_up, ("make_up", ""))
        for day, (kind, name) in rows.items():
            found[day.isoformat()] = {"day": day.isoformat(), "kind": kind, "name": name, "provisional": unsure}
    return {"version": version("holidays"), "days": [found[day] for day in sorted(found)]}


def main(arguments: Sequence[str]) -> int:
    """COUNTRY YEAR...; what is wrong stands in the last line of standard error."""
    country, *years = arguments
    try:
        print(json.dumps(days_of(country, [int(one) for one in years]), ensure_ascii=False))
    except ImportError:
        print("the library holidays is not installed", file=sys.stderr)
        return 1
    except NotImplementedError:
        print(f"the library holidays knows no country {country}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
