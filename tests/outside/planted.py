"""A check of ours for schemathesis: no answer has what nobody may read (PLANTED: the words, one a line)."""

import os

import schemathesis

PLANTED = os.environ["PLANTED"].splitlines()


@schemathesis.check  # type: ignore[untyped-decorator]
def nothing_planted(ctx: object, response: schemathesis.Response, case: schemathesis.Case) -> None:
    """Neither in the text nor in a header."""
    said = response.text + str(response.headers)
    assert not [word for word in PLANTED if word in said], f"{case.method} {case.path} tells what nobody may read"
