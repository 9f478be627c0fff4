"""Every shape is broken by a graph of its own, which fails with exactly that shape and its severity."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib

from kg.graph.validate import check_shapes, shapes_graph, short
from kg.ontology import vocabulary
from tests.conftest import ROOT, cases
from tests.graph.samples import sample

NAMES = sample().prefixes()
SHORT = {namespace: prefix for prefix, namespace in NAMES.items()}
HEAD = "".join(f"@prefix {p}: <{n}> .\n" for p, n in NAMES.items())
WHOLE = (ROOT / "tests" / "cases" / "shapes.ttl").read_text(encoding="utf-8")
KG = rdflib.Namespace(vocabulary().namespace)


def broken(case: Any) -> rdflib.Graph:
    """The whole graph without what a case drops, and with what it adds."""
    graph = rdflib.Graph().parse(data=HEAD + WHOLE, format="turtle")
    for subject, predicate in (line.split(" ") for line in case["drop"]):
        ((s, p, _),) = rdflib.Graph().parse(data=f"{HEAD}{subject} {predicate} 1 .", format="turtle")
        assert (s, p, None) in graph, case["drop"]
        graph.remove((s, p, None))
    return graph.parse(data=HEAD + case["add"], format="turtle")


def test_the_whole_graph_passes_every_shape() -> None:
    assert check_shapes(rdflib.Graph().parse(data=HEAD + WHOLE, format="turtle"), SHORT) == ()


@pytest.mark.parametrize("case", cases("shapes"))
def test_a_broken_graph_fails_with_exactly_its_shape(case: Any) -> None:
    found = check_shapes(broken(case), SHORT)
    assert {(f.shape, f.severity) for f in found} == {(case["label"], case["severity"])}
    assert all(f.message for f in found)


def test_every_shape_has_a_case() -> None:
    shapes = shapes_graph()
    told = {short(str(s), SHORT) for s in shapes.subjects(rdflib.SH.message, None)}
    lines = (ROOT / "tests" / "cases" / "shapes.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["label"] for line in lines} == told
