"""Control characters and lone surrogates, whatever a page holds: none in a drawing or table, none raw in data."""

from __future__ import annotations

import re

import pytest

from kg.graph import Graph, forms
from kg.graph.annotated import RDF12
from kg.graph.characters import BARRED
from kg.model import EntityType, Predicate
from tests.graph.samples import fact, graph_of, node, witness

BAD = "".join(map(chr, (*range(32), *range(0x7F, 0xA0), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF)))
RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def hostile() -> Graph:
    """Two things and a relation, with every bad character in every text."""
    thing = node(f"甲{BAD}乙", EntityType.COMPANY, aliases=(BAD, f"x{BAD}y"), code=BAD)
    other = node("丙", EntityType.PLACE)
    said = fact("f1", thing, Predicate.LOCATED_IN, other, witness(0, BAD), title=BAD, role=BAD, amount=BAD, date=BAD)
    return graph_of([thing, other], [said])


@pytest.mark.parametrize("name", ["static.gexf", "neo4j", "cypher", "ftm"])
def test_none_reaches_a_drawing_or_table(name: str) -> None:
    for writer in forms.FORMS[name].files.values():
        text = b"".join(writer(hostile())).decode()
        assert "甲" in text and not BARRED.search(text)


@pytest.mark.parametrize("name", ["nt", "nq", "ttl", "trig", "jsonld", "json"])
def test_none_stands_raw_where_quotes_are_kept_to_the_letter(name: str) -> None:
    for writers in (forms.FORMS, RDF12):
        if name in writers:
            assert not RAW.search(writers[name](hostile()).decode())
