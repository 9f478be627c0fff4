"""The pattern language of kg/lexicon/relations/*.tsv, compiled to regular expressions over `Line.text`.

    {s:COMPANY|ORG}   the subject: an argument of one of these types, or a list of them (A、B和C), in subject position
    {S:COMPANY|ORG}   the same, in any position
    {o:PROJECT}       the object: an argument or a list, in any position
    {_:PLACE}         an argument that plays no part
    {!PERSON}         inside a class of characters: the arguments of these types
    …                 up to 60 characters within the sentence that hold no rival of the arguments on either side
    ~                 up to 6 characters without a comma
    <name>            a fragment of relations/fragments.tsv

Everything else is a regular expression. A row whose pattern has no {s:…} takes its subject from the line's topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import RelationPattern
from kg.model import EntityType, Predicate
from kg.relations.fragments import fragments
from kg.relations.ledger import Ledger
from kg.relations.scene import Argument, Line, Scene, mark

WITHOUT = re.compile(r"\{!([A-Z|]+)\}")
GROUP = re.compile(r"\{([sSo_]):([A-Z|]+)\}|(…)|(~)|(?<!P)<([a-z_]+)>")
STOP = "。！？；\n"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row, compiled. `subjects` are the types that its subject may have, given or elided."""

    id: str
    predicate: Predicate
    expression: re.Pattern[str]
    subjects: tuple[EntityType, ...]
    elided: bool
    role: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a pattern fits: offsets in `Page.clean`; `subjects` is empty when the subject is elided."""

    pattern: Pattern
    line: Line
    subjects: tuple[Argument, ...]
    objects: tuple[Argument, ...]
    start: int  # index in Line.text
    listed: int  # index in Line.text behind the last object, or behind the match
    left: int
    right: int
    role: str  # the trigger as printed where the row asks for it, or the row's role


def marks(types: tuple[EntityType, ...], oblique: bool) -> str:
    """A character class body for arguments of some types."""
    return "".join(mark(t) + (mark(t, True) if oblique else "") for t in types)


def kinds(names: str) -> tuple[EntityType, ...]:
    """The types that a pattern names: COMPANY|ORG."""
    return tuple(EntityType(n) for n in names.split("|"))


def compile_row(row: RelationPattern) -> Pattern:
    """Compile one row; the expression has the groups s (absent when elided), o, and t (the trigger, where marked)."""
    parts: list[tuple[str, str, tuple[EntityType, ...]]] = []
    at = 0
    for m in GROUP.finditer(row.pattern):
        parts.append(("raw", row.pattern[at : m.start()], ()))
        if m[1]:
            parts.append((m[1], "", kinds(m[2])))
        elif m[3]:
            parts.append(("gap", "", ()))
        elif m[4]:
            parts.append(("raw", "[^，" + STOP + "]{0,6}?", ()))
        else:
            parts.append(("raw", "(?:" + fragments()[m[5]] + ")", ()))
        at = m.end()
    parts.append(("raw", row.pattern[at:], ()))
    joint = fragments()["and"]
    out: list[str] = []
    for i, (kind, raw, types) in enumerate(parts):
        if kind == "raw":
            out.append(WITHOUT.sub(lambda m: marks(kinds(m[1]), True), raw))
        elif kind == "gap":
            before = next((p[2] for p in reversed(parts[:i]) if p[2]), ())
            after = next((p[2] for p in parts[i + 1 :] if p[2]), ())
            rivals = marks(tuple(t for t in EntityType if t in before or t in after), False)
            out.append(f"[^{STOP}{rivals}]{{0,60}}?")
        else:
            one = f"[{marks(types, kind != 's')}]"
            rest = f"[{marks(types, True)}]"
            name = f"?P<{kind.lower()}>" if kind != "_" else "?:"
            comma = (
                "|，|" + fragments()["and_people"]
                if types == (EntityType.PERSON,)
                else "|"
                if types in ((EntityType.DOCUMENT,), (EntityType.HONOUR,))
                else ""
            )
            out.append(f"({name}{one}(?:(?:{joint}{comma}){rest}){{0,80}})")
    given = next((p[2] for p in parts if p[0] in ("s", "S")), None)
    subjects = given if given is not None else kinds(row.subjects)
    return Pattern(
        row.id, Predicate(row.predicate), re.compile("".join(out)), subjects, given is None, row.role, row.confidence
    )


@cache
def patterns(name: str) -> tuple[Pattern, ...]:
    """The compiled rows of relations/`name`.tsv."""
    return tuple(compile_row(row) for row in table(f"relations/{name}", RelationPattern))


def arguments_in(line: Line, span: tuple[int, int]) -> tuple[Argument, ...]:
    """The arguments in a stretch of `Line.text`."""
    return tuple(a for a in line.arguments[span[0] : span[1]] if a is not None)


def listed_before(line: Line, index: int, types: tuple[EntityType, ...]) -> list[Argument]:
    """The heads of the items before `line.text[index]`, where the last begins: 甲县茶叶、乙县苹果、丙县核桃入选."""
    found: list[Argument] = []
    while index and line.text[index - 1] == "、":
        begin = index - 1
        while begin and line.text[begin - 1] not in "、，：" + STOP:
            begin -= 1
        head = line.arguments[begin]
        if head is None or head.type not in types:
            break
        found.append(head)
        index = begin
    return found[::-1]


def find(name: str, line: Line) -> Iterator[Match]:
    """Every place in a line where a row of a table fits, row by row."""
    for pattern in patterns(name):
        for m in pattern.expression.finditer(line.text):
            groups = m.groupdict()
            subjects = () if pattern.elided else arguments_in(line, m.span("s"))
            objects = arguments_in(line, m.span("o")) if groups.get("o") else ()
            role = groups.get("t") or pattern.role
            listed = m.end("o") if objects else m.end()
            left, right = line.offsets[m.start()], line.offsets[m.end()]
            yield Match(pattern, line, subjects, objects, m.start(), listed, left, right, role)


def enter_rows(name: str, scene: Scene, ledger: Ledger) -> None:
    """Enter what the rows of a table say as they stand: each subject of a match with each of its objects."""
    for line in scene.lines:
        for m in find(name, line):
            rule = f"{name}.{m.pattern.id}"
            for s in m.subjects:
                for o in m.objects:
                    ledger.enter(s.entity, m.pattern.predicate, o.entity, m.left, m.right, rule, m.pattern.confidence)
