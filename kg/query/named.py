"""The named queries: one `.rq` file each in `named/`, whose first comment line says what it answers.

A line `# parameter: name` declares a variable that `--set name=…` binds to a name; unbound, the query answers for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import QueryError

FOLDER = Path(__file__).parent / "named"
PARAMETER = "# parameter: "


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the pack: its name is its file's name, its summary one sentence."""

    name: str
    summary: str
    parameters: tuple[str, ...]
    text: str


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Every named query, by name."""
    pack = []
    for path in sorted(FOLDER.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        parameters = tuple(line.removeprefix(PARAMETER).strip() for line in lines if line.startswith(PARAMETER))
        pack.append(NamedQuery(path.stem, lines[0].removeprefix("#").strip(), parameters, text))
    return tuple(pack)


def named_query(name: str, bound: tuple[str, ...] = ()) -> NamedQuery:
    """One named query.

    Args:
        name: its name.
        bound: the parameters that will be bound.

    Raises:
        QueryError: there is none of that name, or it has no such parameter.
    """
    for q in named_queries():
        if q.name == name:
            unknown = [b for b in bound if b not in q.parameters]
            if unknown:
                offered = f"It has {', '.join(q.parameters)}" if q.parameters else "It has none"
                raise QueryError(f"{name} has no parameter {unknown[0]!r}", "", offered)
            return q
    raise QueryError(f"no query is named {name!r}", "", "`kg queries` lists them")
