"""What a query answers: rows, a yes or no, or triples, rendered as a table, CSV, JSON or Turtle."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import QueryError

UNSAFE_CELL = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes such a cell for a formula


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term of an answer. `kind` is uri, bnode or literal."""

    kind: str
    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query. Exactly one of `truth`, `triples` and `rows` is not None."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] | None = None
    truth: bool | None = None
    triples: str | None = None  # N-Triples, sorted
    prefixes: tuple[tuple[str, str], ...] = ()  # (prefix, namespace), longest namespace first
    complete: bool = True  # False where a limit cut rows or triples off

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows or ())

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows, in the answer's order."""
        return iter(self.rows or ())

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as plain text, IRIs with their prefix; an unbound variable is empty."""
        return [tuple(self.text(term) for term in row) for row in self.rows or ()]

    def text(self, term: Term | None) -> str:
        """One term as plain text."""
        if term is None:
            return ""
        if term.kind == "uri":
            for prefix, namespace in self.prefixes:
                if term.value.startswith(namespace) and len(term.value) > len(namespace):
                    return f"{prefix}:{term.value[len(namespace) :]}"
        return term.value

    def render(self, form: str) -> str:
        """The answer as text that ends with a line feed.

        Args:
            form: "table", "csv" or "json" (the SPARQL 1.1 results formats); triples are always N-Triples.

        Raises:
            QueryError: no such form.
        """
        if self.triples is not None:
            return self.triples
        if form == "json":
            return json.dumps(self.as_json(), ensure_ascii=False, indent=2) + "\n"
        if form not in ("table", "csv"):
            raise QueryError(f"unknown form {form!r}", "", "Use table, csv or json")
        if self.truth is not None:
            return ("true" if self.truth else "false") + "\n"
        return self.as_table() if form == "table" else self.as_csv()

    def as_json(self) -> dict[str, Any]:
        """SPARQL 1.1 Query Results JSON."""
        if self.truth is not None:
            return {"head": {}, "boolean": self.truth}
        bindings = [
            {name: json_term(term) for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows or ()
        ]
        return {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}

    def as_csv(self) -> str:
        """CSV with a header; a cell that a spreadsheet would take for a formula gets an apostrophe in front."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(self.variables)
        for row in self.texts():
            writer.writerow([f"'{c}" if c.startswith(UNSAFE_CELL) and not is_number(c) else c for c in row])
        return stream.getvalue()

    def as_table(self) -> str:
        """A table for a terminal, Chinese characters counted as two columns wide."""
        from rich.cells import cell_len

        rows = [self.variables, *[tuple(c.replace("\n", " ") for c in row) for row in self.texts()]]
        widths = [max(cell_len(row[i]) for row in rows) for i in range(len(self.variables))]
        padded = [[c + " " * (w - cell_len(c)) for c, w in zip(row, widths, strict=True)] for row in rows]
        lines = ["  ".join(row).rstrip() for row in padded]
        lines.insert(1, "  ".join("─" * w for w in widths))
        return "\n".join(lines) + f"\n{len(self)} row{'' if len(self) == 1 else 's'}\n"


def is_number(cell: str) -> bool:
    """Whether a cell is a plain number, which may begin with a sign."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def json_term(term: Term) -> dict[str, str]:
    """A term in the results JSON."""
    out = {"type": term.kind, "value": term.value}
    if term.language:
        out["xml:lang"] = term.language
    elif term.datatype:
        out["datatype"] = term.datatype
    return out
