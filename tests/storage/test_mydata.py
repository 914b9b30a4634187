"""What /mydata reads: every table that names a person."""

from storage import tables
from storage.mydata import questions

BY_ANOTHER = {
    "api_keys.person_id",  # a system, and nobody who asks
    "conversations.person_id",  # empty: docs/adr/0021
    "entries.person_id",
    "issues.assigned_by_id",
    "issues.holder_id",
    "rounds.accepted_by_id",
    "rounds.resolved_by_id",
    "visit_notes.person_id",  # empty: its rows are in visits
    "visits.person_id",  # whose it is says the report; what staff took down of somebody else is not theirs
}
"""What somebody did at another's matter stands in the entries of its timeline, which are read by person."""


def test_every_table_that_names_a_person_is_asked() -> None:
    """A column that refers to persons is in a question, or its row is said by the entries."""
    asked = "\n".join(str(one) for one in questions(1).values())
    named = {
        f"{table.name}.{column.name}"
        for table in tables.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == "persons" for key in column.foreign_keys)
    }
    missing = {one for one in named if f"{one} =" not in asked}
    assert missing - BY_ANOTHER == set()
