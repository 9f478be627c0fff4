"""What can go wrong, said once: three classes, each message with what happened, where, and what to do."""

from __future__ import annotations


class KgError(Exception):
    """Base of everything this library raises on purpose.

    Args:
        what: what went wrong, as a sentence without its full stop.
        where: file, or file and line or character offset (`pages/a.txt:120`); empty if there is no file.
        remedy: what the user can do about it, as a sentence without its full stop.
    """

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__((f"{where}: " if where else "") + what + (f". {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type[KgError], tuple[str, str, str]]:
        """Pickle by parts, so that an error crosses from a worker process unchanged."""
        return type(self), (self.what, self.where, self.remedy)


class InputError(KgError):
    """A page, seed table, lexicon, ontology or graph folder that cannot be used as it is."""


class QueryError(KgError):
    """A SPARQL query, named query or name that cannot be answered.

    Args:
        what: as for `KgError`.
        where: likewise.
        remedy: likewise.
        out_of_time: whether the query was stopped because its time was up.
    """

    def __init__(self, what: str, where: str = "", remedy: str = "", out_of_time: bool = False) -> None:
        self.out_of_time = out_of_time
        super().__init__(what, where, remedy)

    def __reduce__(self) -> tuple[type[QueryError], tuple[str, str, str, bool]]:  # type: ignore[override]
        """As of `KgError`."""
        return type(self), (self.what, self.where, self.remedy, self.out_of_time)
