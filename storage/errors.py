"""What can go wrong with the database, in words for the person who runs it. No driver's exception leaves storage."""


class StorageError(Exception):
    """Something is wrong with the database; the message is one line and says what to do. `facts` fill `line`, so that
    whoever says it can say it in another language."""

    def __init__(self, text: str = "", /, **facts: object) -> None:
        self.line = text
        self.facts = facts
        super().__init__(text.format_map(facts) if facts else text)


class StaleError(StorageError):
    """Somebody else wrote first; nothing was written. Run the whole update again with a new unit of work."""


class DatabaseMissing(StorageError):
    """There is no database at this address yet."""


class DatabaseOutdated(StorageError):
    """The database is older than this program: `weilinli migrate` moves it forward."""


class DatabaseFromTheFuture(StorageError):
    """The database was written by a newer version of this program."""


class ForeignKeysBroken(StorageError):
    """Rows that name what is not there were found at the end of a migration; nothing was written."""


class DatabaseUnavailable(StorageError):
    """The database does not answer, is locked or full. Nothing was written, unless only the answer was lost."""


class NameTaken(ValueError):
    """There is a system outside of that name already."""
