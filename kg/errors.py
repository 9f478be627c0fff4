"""What can go wrong, said once: four classes, each message with what happened, where, and what to do."""

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
    """A SPARQL query, named query or name that cannot be answered."""


class TimeLimitError(QueryError):
    """A query that was stopped because its time was up."""
