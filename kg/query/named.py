"""The named queries: one `.rq` file each in `named/`, whose first comment lines are its card.

    # group: posts
    # zh: 某人担任过哪些职务？
    # en: Which posts has a person held?
    # parameter: person name: 姓名 | name of the person
    # example: person=方启航

A parameter is a variable of the query; unbound, the query answers for all. Its kind says what `--set` may give and
what term it becomes: `name` a Chinese label, `number` a decimal, `date` a year, month or day as ISO text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import InputError, QueryError
from kg.notation import date, decimal, plain, text

FOLDER = Path(__file__).parent / "named"
GROUPS = ("people", "posts", "companies", "projects", "places", "programs", "meetings", "evidence", "time", "overview")
LINE = re.compile(r"# (group|zh|en|parameter|example): (.+)")
PARAMETER = re.compile(r"(?P<name>[a-z]+) (?P<kind>name|number|date): (?P<zh>.+?) \| (?P<en>.+)")
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a named query that a user may bind, what kind of value it takes, and what it means."""

    name: str
    kind: str
    zh: str
    en: str

    def term(self, value: str) -> str:
        """A value as an RDF term in N-Triples syntax: data, whatever it holds, never SPARQL.

        Raises:
            QueryError: the value is not of the parameter's kind.
        """
        if self.kind == "name":
            return text(value)
        if self.kind == "number":
            number = decimal(float(value)) if NUMBER.fullmatch(value) else None
            if number is None:
                raise QueryError(f"{self.name} is no number: {value!r}", "", "Write digits, as in 4600000 or 0.8")
            return number
        if date(value) is None:
            raise QueryError(f"{self.name} is no date: {value!r}", "", "Write 2024, 2024-03 or 2024-03-06")
        return plain(value)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the pack: its name is its file's name, `zh` and `en` the question that it answers."""

    name: str
    group: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    example: tuple[tuple[str, str], ...]  # parameter → value that has rows in the sample graph
    text: str

    def terms(self, values: Mapping[str, str]) -> dict[str, str]:
        """What a user gave for parameters, as RDF terms.

        Raises:
            QueryError: the query has no such parameter, or a value is not of its kind.
        """
        known = {p.name: p for p in self.parameters}
        for name in values:
            if name not in known:
                offered = f"It has {', '.join(known)}" if known else "It has none"
                raise QueryError(f"{self.name} has no parameter {name!r}", "", offered)
        return {name: known[name].term(value) for name, value in values.items()}


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Every named query, by group and name.

    Raises:
        InputError: a query's card is not complete.
    """
    pack = [read_named(path.stem, path.read_text(encoding="utf-8"), str(path)) for path in FOLDER.glob("*.rq")]
    return tuple(sorted(pack, key=lambda q: (GROUPS.index(q.group), q.name)))


def read_named(name: str, query: str, where: str) -> NamedQuery:
    """Read one query and its card.

    Raises:
        InputError: a line of the card is missing, or not of its form.
    """
    card: dict[str, list[str]] = {}
    for line in query.split("\n"):
        match = LINE.fullmatch(line)
        if not match:
            break
        card.setdefault(match[1], []).append(match[2])
    parameters = [PARAMETER.fullmatch(p) for p in card.get("parameter", [])]
    lacking = [key for key in ("group", "zh", "en") if len(card.get(key, [])) != 1]
    if lacking or card["group"][0] not in GROUPS or None in parameters:
        raise InputError(
            f"the card of {name} lacks {', '.join(lacking) or 'a known group or a kind of a parameter'}",
            where,
            "See kg/query/named.py for its form",
        )
    example = [pair.partition("=") for pair in " ".join(card.get("example", [])).split()]
    return NamedQuery(
        name,
        card["group"][0],
        card["zh"][0],
        card["en"][0],
        tuple(Parameter(m["name"], m["kind"], m["zh"], m["en"]) for m in parameters if m),
        tuple((key, value) for key, _, value in example),
        query,
    )


def named_query(name: str) -> NamedQuery:
    """One named query.

    Raises:
        QueryError: there is none of that name.
    """
    for q in named_queries():
        if q.name == name:
            return q
    raise QueryError(f"no query is named {name!r}", "", "`kg queries` lists them")
