"""FollowTheMoney entities as JSON lines, which Aleph, OpenAleph and the `ftm` tools open.

People, bodies, companies, projects, events and documents have the schema of that name, places are addresses, honours
are notes. Articles are `Article`s, and every relation names the articles that prove it, its first sentence, its role
and its dates. Posts in bodies are `Position` and `Occupancy`, posts in companies `Employment`, part in projects and
programs `ProjectParticipant`, money `Payment`, who issued a document `Documentation`; what has no schema of its own is
an `UnknownLink` with its role in Chinese. Ids are hashes of ours, since FollowTheMoney admits no Chinese in them.

Source of the schemata: the model of followthemoney 4.11 (properties used here are also in 3.5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.attributes import shown
from kg.graph.characters import token
from kg.graph.lifetimes import days
from kg.model import EntityType, Fact, Measure, Node, Predicate, Source
from kg.notation.json import json_bytes
from kg.ontology import vocabulary

if TYPE_CHECKING:
    from kg.graph.graph import Graph

T, P = EntityType, Predicate
SCHEMATA = {
    T.PERSON: "Person",
    T.ORG: "Organization",
    T.COMPANY: "Company",
    T.PLACE: "Address",
    T.PROJECT: "Project",
    T.PROGRAM: "Project",
    T.EVENT: "Event",
    T.HONOUR: "Note",
    T.DOCUMENT: "Document",
}
LEGAL = {T.PERSON, T.ORG, T.COMPANY}
UNDERTAKINGS = {T.PROJECT, T.PROGRAM}
TAKES_PART = {P.UNDERTAKES, P.IMPLEMENTS, P.PARTICIPATES_IN, P.FINANCES}


@dataclass(frozen=True, slots=True)
class Entity:
    """One line of the file; its field names are JSON keys."""

    id: str
    schema: str
    properties: Mapping[str, Sequence[str]]


def write_ftm(graph: Graph) -> Iterator[bytes]:
    """The entities, one a line: things, then articles, then relations. Beside the graph it holds the posts' ids."""
    types = {n.id: n.type for n in graph.nodes}
    names = {n.id: n.name for n in graph.nodes}
    measures: dict[str, list[Measure]] = {}
    for m in graph.measures:
        measures.setdefault(m.subject, []).append(m)
    for node in graph.nodes:
        yield line(thing(node, measures.get(node.id, [])))
    for source in graph.sources:
        yield line(article(source))
    posts = set()
    for fact in graph.facts:
        if is_public_post(fact, types):
            post = key("post", fact.object, fact.title)
            if post not in posts:
                posts.add(post)
                title = f"{names[fact.object]}{fact.title}"
                yield line(entity(post, "Position", name=title, organization=key(fact.object)))
        yield line(relation(fact, types))


def thing(node: Node, measures: list[Measure]) -> Entity:
    """A node."""
    name, label = token(node.name), vocabulary().types[node.type].label.zh
    known = {
        "name": [name],
        "alias": [a for a in map(token, node.aliases) if a != name],
        "keywords": [label],
        "notes": [f"{m.name}: {m.value}" for m in measures],
        "proof": [key("article", s) for s in node.sources],
    }
    if node.type is T.PLACE:
        known |= {"full": [name]}
        if node.longitude is not None and node.latitude is not None:
            known |= {"longitude": [str(node.longitude)], "latitude": [str(node.latitude)]}
        if node.code:
            known |= {"country": ["cn"]}
    elif node.type is T.PROJECT:
        sums = [m for m in measures if m.name == "investment" and m.number is not None]
        known |= {"amount": [str(m.number) for m in sums], "currency": [m.unit for m in sums]}
    elif node.type is T.DOCUMENT:
        known |= {"title": [name], "fileName": [name]}
    return entity(key(node.id), SCHEMATA[node.type], **known)


def article(source: Source) -> Entity:
    """An article."""
    return entity(
        key("article", source.id),
        "Article",
        title=source.title,
        author=[a.name for a in source.authors],
        publisher=source.newspaper or "",
        publishedAt=dated(source.issue_date),
        date=dated(source.date),
        fileName=source.page,
        language="zho",
    )


def is_public_post(fact: Fact, types: Mapping[str, EntityType]) -> bool:
    """Whether a fact says that a person holds a titled post in a body."""
    return (
        fact.predicate is P.POSITION
        and bool(token(fact.title))
        and (types[fact.subject], types[fact.object]) == (T.PERSON, T.ORG)
    )


def relation(fact: Fact, types: Mapping[str, EntityType]) -> Entity:
    """A fact."""
    subject, object = types[fact.subject], types[fact.object]
    a, b, id = key(fact.subject), key(fact.object), key("fact", fact.id)
    label = vocabulary().predicates[fact.predicate].label.zh
    role = fact.title or fact.role or label
    evidence = {
        "date": dated(fact.since if fact.since == fact.until else "") or dated(fact.date),
        "startDate": dated(fact.since if fact.since != fact.until else ""),
        "endDate": dated(fact.until if fact.since != fact.until else ""),
        "description": shown(fact.witnesses)[0],
        "recordId": fact.id,
        "proof": [key("article", s) for s in dict.fromkeys(w.source for w in fact.witnesses) if s],
    }
    if is_public_post(fact, types):
        status = "ended" if fact.status == "former" else ""
        return entity(id, "Occupancy", holder=a, post=key("post", fact.object, fact.title), status=status, **evidence)
    evidence |= {"status": fact.status}
    if fact.predicate is P.POSITION and subject is T.PERSON and object in {T.ORG, T.COMPANY}:
        return entity(id, "Employment", employee=a, employer=b, role=role, **evidence)
    if fact.predicate in TAKES_PART and subject in LEGAL and object in UNDERTAKINGS:
        return entity(id, "ProjectParticipant", participant=a, project=b, role=role, **evidence)
    if fact.predicate is P.FINANCES and subject in LEGAL and object in LEGAL:
        del evidence["status"]
        money = {"amount": str(fact.number), "currency": fact.unit} if fact.number is not None else {}
        return entity(id, "Payment", payer=a, beneficiary=b, purpose=role, summary=fact.amount, **money, **evidence)
    if fact.predicate is P.ISSUED and object is T.DOCUMENT:
        return entity(id, "Documentation", document=b, entity=a, role=role, summary=fact.amount, **evidence)
    return entity(id, "UnknownLink", subject=a, object=b, role=role, summary=fact.amount, **evidence)


def entity(id: str, schema: str, **properties: str | Sequence[str]) -> Entity:
    """An entity without empty values, each printable and in one line."""
    known = {}
    for name, given in properties.items():
        values = [clean for v in ([given] if isinstance(given, str) else given) if (clean := token(v))]
        if values:
            known[name] = list(dict.fromkeys(values))
    return Entity(id, schema, known)


def dated(date: str | None) -> str:
    """A date of the calendar, of any precision; nothing for others."""
    return date if date and days(date) else ""


def key(*parts: str) -> str:
    """A stable id in the characters that FollowTheMoney admits."""
    text = "\n".join(parts).encode(errors="surrogatepass")
    return f"kg-{hashlib.blake2b(text, digest_size=12).hexdigest()}"


def line(value: Entity) -> bytes:
    """One line."""
    return json_bytes(value) + b"\n"
