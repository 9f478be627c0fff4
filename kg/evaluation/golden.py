"""An extraction as lines that a person can read and compare: what the golden files in tests/golden hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.config import Settings
from kg.model import Attribute, Entity, Extraction, Relation
from kg.reading import list_pages, read_page
from kg.stages import extract


def readable(extraction: Extraction) -> str:
    """One line for each article, entity, relation and figure, in the extraction's own order."""
    return "\n".join(lines(extraction)) + "\n"


def lines(extraction: Extraction) -> Iterator[str]:
    """The lines of `readable`, parts separated by ` | `."""
    names = {e.id: e.name for e in extraction.entities}
    head = (extraction.page, extraction.newspaper, extraction.issue_date, extraction.home)
    yield "page | " + " | ".join(x or "" for x in head)
    for a in extraction.articles:
        authors = " ".join(f"{x.name}({x.role})" for x in a.authors)
        yield f"article | {a.title} | {authors} | {a.date or ''} | {a.place or ''} | {a.start}-{a.end}"
    yield from (entity_line(e, extraction) for e in extraction.entities)
    yield from sorted(relation_line(r, names) for r in extraction.relations)
    yield from sorted(attribute_line(a, names) for a in extraction.attributes)


def entity_line(e: Entity, extraction: Extraction) -> str:
    """Type, name, other surfaces, and where it is mentioned."""
    others = " ".join(x for x in e.aliases if x != e.name)
    places = " ".join(str(extraction.mentions[i].start) for i in e.mentions)
    return f"{e.type.value}{'*' if e.official else ''} | {e.name} | {others} | {e.code or ''} | {places}"


def relation_line(r: Relation, names: dict[str, str]) -> str:
    """Names, predicate, qualifiers and the passage."""
    extra = " ".join(x for x in (r.title, r.status, r.role, r.amount, r.date) if x)
    where = f"{r.evidence.start}-{r.evidence.end}"
    return f"{r.predicate.value} | {names[r.subject]} | {names[r.object]} | {extra} | {where}"


def attribute_line(a: Attribute, names: dict[str, str]) -> str:
    """Subject, name, value as printed, and number with unit."""
    number = "" if a.number is None else f"{a.number:g} {a.unit}"
    return f"figure | {names[a.subject]} | {a.name} | {a.value} | {number}"


def golden_texts(pages: Path) -> dict[str, str]:
    """File name → readable extraction, for every page under a folder."""
    found = [(name, extract(read_page(path, name), Settings())) for name, path in list_pages([pages])]
    return {f"{name}.golden": readable(extraction) for name, extraction in found}
