"""A graph of any size that looks like a province's newspapers: few hubs, many leaves, dated facts with a sentence each.

It is made of numbers alone, the same on every machine; names are runs of Chinese characters by code point.
"""

from __future__ import annotations

import datetime
from itertools import accumulate

from kg.config import BASE
from kg.graph import Graph
from kg.model import Author, EntityType, Fact, Node, Predicate, Source, Witness
from kg.ontology import vocabulary

T, P = EntityType, Predicate
FIRST_CHARACTER, CHARACTERS = 0x4E00, 20_000
PER_ARTICLE = 40  # facts of an article
PER_PAGE = 8  # articles of a page
DAYS = 730
# Share of the nodes in percent, by type; then which facts there are, in turn.
SHARES = ((T.PERSON, 40), (T.ORG, 15), (T.COMPANY, 15), (T.PLACE, 10), (T.PROJECT, 10), (T.PROGRAM, 4), (T.EVENT, 6))
FACTS = (
    (T.PERSON, P.POSITION, T.ORG),
    (T.COMPANY, P.LOCATED_IN, T.PLACE),
    (T.PERSON, P.ATTENDED, T.EVENT),
    (T.COMPANY, P.UNDERTAKES, T.PROJECT),
    (T.PERSON, P.INSPECTED, T.COMPANY),
    (T.PROJECT, P.LOCATED_IN, T.PLACE),
    (T.ORG, P.IMPLEMENTS, T.PROGRAM),
    (T.PERSON, P.POSITION, T.COMPANY),
    (T.ORG, P.ORGANISED, T.EVENT),
    (T.PERSON, P.INSPECTED, T.PROJECT),
)


def synthetic_graph(nodes: int, edges: int) -> Graph:
    """A graph of so many nodes (at least 100) and edges."""
    ends = list(accumulate(nodes * share // 100 for _, share in SHARES))
    ends[-1] = nodes
    by_type: dict[EntityType, list[Node]] = {}
    for (type, _), first, last in zip(SHARES, [0, *ends], ends, strict=False):
        by_type[type] = [thing(type, i) for i in range(first, last)]
    day = datetime.date(2023, 1, 1)
    dates = [(day + datetime.timedelta(n)).isoformat() for n in range(DAYS)]
    sources = tuple(article(n, dates) for n in range(edges // PER_ARTICLE + 1))
    facts = [relation(i, by_type, sources, edges) for i in range(edges)]
    return Graph(
        tuple(sorted((n for of_type in by_type.values() for n in of_type), key=lambda n: n.id)),
        tuple(sorted(facts, key=lambda f: (f.subject, f.predicate, f.object, f.id))),
        (),
        sources,
        (),
        f"{nodes:08x}{edges:08x}",
        BASE,
    )


def text(seed: int, length: int) -> str:
    """A run of Chinese characters."""
    return "".join(chr(FIRST_CHARACTER + (seed * 2_654_435_761 + i * 40_503) % CHARACTERS) for i in range(length))


def thing(type: EntityType, number: int) -> Node:
    """A node; its number makes its name unique."""
    name = text(number, 2 + number % 9) + str(number)
    id = f"{vocabulary().types[type].kind}:{name}"
    mentions = 1 + 1000 // (1 + number % 5000)
    return Node(id, type, name, (name,), type is T.PERSON and number % 3 == 0, None, None, None, mentions, ())


def article(number: int, dates: list[str]) -> Source:
    """An article on a page of its own day."""
    page, date = f"page-{number // PER_PAGE:06}.txt", dates[number // PER_PAGE % DAYS]
    author = Author(text(number, 3), "", 0, 3)
    start = number % PER_PAGE * 1000
    return Source(
        f"{page}#{number % PER_PAGE + 1}",
        page,
        "0" * 64,
        text(number, 14),
        (author,),
        date,
        text(1, 4),
        date,
        start,
        start + 999,
    )


def relation(number: int, by_type: dict[EntityType, list[Node]], sources: tuple[Source, ...], edges: int) -> Fact:
    """A fact between a thing of any rank and one of those that facts crowd on."""
    subject_type, predicate, object_type = FACTS[number % len(FACTS)]
    subjects, objects = by_type[subject_type], by_type[object_type]
    subject = subjects[number * 7919 % len(subjects)]
    object = objects[number * number // 7 % (len(objects) // (1 + number % 13) or 1)]
    said = [number] if number % 10 else [number, (number * 31) % edges]
    witnesses = tuple(witness(n, sources[n // PER_ARTICLE]) for n in said)
    observed = sorted(sources[n // PER_ARTICLE].issue_date or "" for n in said)
    title = text(number % 400, 4) if predicate is P.POSITION else ""
    status = "former" if title and number % 50 == 0 else ""
    return Fact(
        f"{number:016x}",
        subject.id,
        predicate,
        object.id,
        title,
        status,
        "",
        "",
        None,
        "",
        "",
        observed[0],
        observed[-1],
        0.5 + number % 50 / 100,
        witnesses,
    )


def witness(number: int, source: Source) -> Witness:
    """A sentence of an article."""
    start = source.start + number % PER_ARTICLE * 25
    return Witness(source.page, source.id, start, start + 24, text(number, 24), "synthetic", 0.9)
