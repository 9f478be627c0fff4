"""OWL 2 RL: each rule is broken by a case of its own, and the ontology breaks none."""

from __future__ import annotations

from typing import Any

import pytest
import rdflib

from kg.ontology.profile import Profile
from tests.conftest import ROOT, cases
from tests.graph.samples import sample

PREFIXES = "\n".join(
    f"@prefix {p}: <{n}> ."
    for p, n in (
        ("owl", rdflib.OWL),
        ("rdf", rdflib.RDF),
        ("rdfs", rdflib.RDFS),
        ("xsd", rdflib.XSD),
        ("x", "http://kg.invalid/"),
    )
)


@pytest.mark.parametrize("case", cases("owl_rl"))
def test_the_broken_rule_is_named(case: Any) -> None:
    faults = Profile(rdflib.Graph().parse(data=PREFIXES + case["ontology"], format="turtle")).faults()
    assert {f.split(": ")[0] for f in faults} == ({case["rule"]} if case["rule"] else set())


def test_the_ontology_is_within_the_profile() -> None:
    assert Profile(rdflib.Graph().parse(ROOT / "ontology" / "kg.ttl")).faults() == []


def test_reasoning_over_a_graph_with_the_ontology_finds_no_contradiction() -> None:
    import owlrl

    data = sample().to_rdflib().parse(ROOT / "ontology" / "kg.ttl")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(data)
    error = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    assert [str(o) for o in data.objects(None, error)] == []
    names = rdflib.Namespace("https://kg.invalid/")
    org = rdflib.Namespace("http://www.w3.org/ns/org#")
    assert (names["person/方启航"], org.memberOf, names["body/云岭市政府"]) in data  # what other vocabularies ask for
