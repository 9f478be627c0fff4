"""The pack of named queries: each has a full card, rows to show, a total order, and the same rows in two engines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph
import pytest
import rdflib

from kg.errors import InputError, QueryError
from kg.graph import Graph, forms
from kg.query.named import GROUPS, NamedQuery, named_queries, named_query, read_named
from kg.query.sparql import answer, bound
from tests.graph.samples import sample as small_sample

PACK = named_queries()
DISTINCT = re.compile(r"^SELECT DISTINCT (.*?) \{$", re.M)
ORDER = re.compile(r"^ORDER BY (.*)$", re.M)


def bindings() -> Iterator[tuple[NamedQuery, dict[str, str]]]:
    """Every query without values, and with those of its example."""
    for q in PACK:
        yield q, {}
        if q.example:
            yield q, dict(q.example)


BOUND = [pytest.param(q, v, id=q.name + "".join(f" {k}={x}" for k, x in v.items())) for q, v in bindings()]


def test_at_least_thirty_in_groups_by_question() -> None:
    assert len(PACK) >= 30
    assert [g for g in GROUPS if g in {q.group for q in PACK}] == list(GROUPS)


@pytest.mark.parametrize("q", PACK, ids=lambda q: q.name)
def test_the_card_is_complete(q: NamedQuery) -> None:
    assert q.en.endswith("?") and q.zh.endswith("？")
    assert set(dict(q.example)) <= {p.name for p in q.parameters}
    for parameter in q.parameters:
        assert f"?{parameter.name}" in q.text, parameter


@pytest.mark.parametrize("q", PACK, ids=lambda q: q.name)
def test_the_order_is_total(q: NamedQuery) -> None:
    """Every column of the answer is a key of its order, so that no engine is free to choose."""
    (columns,), (keys,) = DISTINCT.findall(q.text), ORDER.findall(q.text)
    shown = re.findall(r"\?(\w+)", re.sub(r"\(.*? AS (\?\w+)\)", r"\1", columns))
    assert set(shown) <= set(re.findall(r"\?(\w+)", keys))


class Both:
    """One graph in Oxigraph and in rdflib."""

    def __init__(self, graph: Graph) -> None:
        quads = forms.nq(graph)
        self.store = pyoxigraph.Store()
        self.store.bulk_load(quads, pyoxigraph.RdfFormat.N_QUADS)
        self.names = graph.prefixes()
        self.dataset = rdflib.Dataset()
        self.dataset.parse(data=quads, format="nquads")

    def oxigraph(self, query: str, terms: dict[str, str]) -> list[tuple[object, ...]]:
        found = answer(self.store, query, prefixes=self.names, terms=terms)
        return [tuple(None if t is None else (t.kind, t.value, t.language, t.datatype) for t in row) for row in found]

    def rdflib(self, query: str, terms: dict[str, str]) -> list[tuple[object, ...]]:
        result = self.dataset.query(bound(query, terms), initNs=self.names)
        return [tuple(plain(row[v]) for v in result.vars or ()) for row in result]


def plain(term: object) -> tuple[str, str, str, str] | None:
    """An rdflib term as the parts of ours."""
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        kind = str(term.datatype or ("" if term.language else rdflib.XSD.string))
        return ("literal", str(term), term.language or "", kind)
    return ("uri", str(term), "", "")


@pytest.fixture(scope="module")
def engines(sample: Graph) -> list[Both]:
    return [Both(sample), Both(small_sample())]


@pytest.mark.parametrize(("q", "values"), BOUND)
def test_oxigraph_and_rdflib_give_identical_rows(engines: list[Both], q: NamedQuery, values: dict[str, str]) -> None:
    for both in engines:
        assert both.oxigraph(q.text, q.terms(values)) == both.rdflib(q.text, q.terms(values))


@pytest.mark.parametrize(("q", "values"), BOUND)
def test_every_query_has_rows_on_the_sample(sample: Graph, q: NamedQuery, values: dict[str, str]) -> None:
    rows = answer(sample._store, q.text, prefixes=sample.prefixes(), terms=q.terms(values)).rows
    assert rows
    if values:
        assert len(rows) <= len(sample.query(q.text))


def test_a_value_is_one_term_whatever_it_holds() -> None:
    graph = small_sample()
    q = named_query("posts-of-person")
    for name in ('方启航"@zh } } #', "方启航\\", "方\n启航", "<x> . ?s ?p ?o", "\ud800", "\x00"):
        assert not graph.query(q.text, {"person": name}).rows
    assert len(graph.query(q.text, {"person": "方启航"})) == 2


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("posts-of-person", {"nobody": "x"}, "has no parameter 'nobody'. It has person"),
        ("titles", {"x": "y"}, "It has none"),
        ("largest-investments", {"least": "1e9"}, "least is no number"),
        ("largest-investments", {"least": "many } #"}, "least is no number"),
        ("observed-between", {"since": "last week"}, "since is no date"),
        ("observed-between", {"until": "2024-02-31"}, "until is no date"),
    ],
)
def test_values_of_the_wrong_kind_are_refused(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        named_query(name).terms(values)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(QueryError, match="`kg queries` lists them"):
        named_query("nosuch")


@pytest.mark.parametrize(
    "card",
    [
        "# zh: 甲？\n# en: A?\n",
        "# group: nosuch\n# zh: 甲？\n# en: A?\n",
        "# group: time\n# zh: 甲？\n# en: A?\n# parameter: a colour: 甲 | a\n",
        "SELECT * { ?s ?p ?o }",
    ],
)
def test_a_card_that_is_not_complete_is_refused(card: str) -> None:
    with pytest.raises(InputError, match="the card of x lacks"):
        read_named("x", card, "x.rq")
