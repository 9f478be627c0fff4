"""What a fact costs: three triples lead from it to its sentence, its article and its confidence."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.graph import Graph
from kg.graph.annotated import triples as annotated
from kg.graph.forms import triples
from kg.notation import expand
from tests.graph.samples import sample as small

ALL = 40.0  # triples a fact, those of things, posts, articles and passages included


@pytest.fixture(params=["small", "sample"])
def graph(request: pytest.FixtureRequest) -> Graph:
    found: Graph = small() if request.param == "small" else request.getfixturevalue("sample")
    return found


def test_three_links_lead_from_a_fact_with_one_sentence(graph: Graph) -> None:
    names = graph.prefixes()
    evidence, article, sure = (expand(f"kg:{name}", names) for name in ("evidence", "article", "confidence"))
    said = set(triples(graph))
    shown: dict[str, list[str]] = {}
    for s, p, o in said:
        if p == evidence:
            shown.setdefault(s, []).append(o)
    articles = Counter(s for s, p, _ in said if p == article)
    confidence = Counter(s for s, p, _ in said if p == sure)
    statements = [*graph.facts, *graph.measures]
    assert len(shown) == len(confidence) == len(statements)
    assert set(articles.values()) == set(confidence.values()) == {1}
    passages = sorted(len({(w.page, w.start, w.end) for w in x.witnesses}) for x in statements)
    assert sorted(map(len, shown.values())) == passages
    for fact, where in shown.items():
        links = confidence[fact] + len(where) + sum(articles[e] for e in where)
        assert links <= 1 + 2 * len(where)  # three where one sentence shows it, two more for each further one
    single = {f: where[0] for f, where in shown.items() if len(where) == 1}
    assert (2 * len(single) + len(set(single.values()))) / len(single) <= 3  # a sentence is shared by its facts


def test_all_triples_of_a_fact_are_bounded_and_fewer_in_rdf_1_2(graph: Graph) -> None:
    whole, short = len(set(triples(graph))), len(set(annotated(graph)))
    assert whole / (len(graph.facts) + len(graph.measures)) <= ALL
    assert whole - short == 2 * len(graph.facts)
