"""Neo4j: the bulk import's rules, checked cell by cell, and the Cypher file, read by a grammar where one is at hand."""

from __future__ import annotations

import csv
import datetime
import io
import re

import pytest
from hypothesis import given, settings

from kg.graph import Graph, forms
from kg.graph.cypher import ROWS, literal, write_cypher
from tests.conftest import cases
from tests.graph.referees import python
from tests.graph.samples import city_graph, graph_of, graphs, sample

GRAPH = sample()
NODES, RELATIONSHIPS = forms.FORMS["neo4j"].files.values()
# Operations Manual, "CSV header format": name, type with an optional [] for lists, id space in parentheses.
FIELD = re.compile(
    r"(?P<name>\w*):(?P<type>ID|START_ID|END_ID|LABEL|TYPE|IGNORE|[a-z]+(?:\[\])?)(?:\((?P<space>\w+)\))?"
)
TYPES = {"int", "long", "float", "double", "boolean", "byte", "short", "char", "string", "point"}
TYPES |= {"date", "localtime", "time", "localdatetime", "datetime", "duration"}


def table(data: bytes) -> tuple[list[re.Match[str]], list[list[str]]]:
    """Header fields and rows; the file is UTF-8 without a byte order mark, and no cell has a line end."""
    text = data.decode()
    assert not text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert text.count("\n") == len(rows)
    fields = [FIELD.fullmatch(cell) for cell in rows[0]]
    assert all(fields), rows[0]
    assert all(len(row) == len(fields) for row in rows)
    return fields, rows[1:]


def check_cell(kind: str, cell: str) -> None:
    """A cell holds what its type says, or nothing."""
    for part in cell.split("|") if kind.endswith("[]") and cell else [cell]:
        match kind.removesuffix("[]"):
            case "int" | "long":
                assert not part or -(2**31) <= int(part) < 2**31
            case "double":
                assert not part or float(part) == float(part)
            case "boolean":
                assert part in {"true", "false"}
            case "date":
                assert not part or datetime.date.fromisoformat(part).isoformat() == part
        assert not kind.endswith("[]") or part or not cell


def check_import(graph: Graph) -> None:
    """What `neo4j-admin database import full` asks of its files."""
    fields, nodes = table(b"".join(NODES(graph)))
    kinds = [f["type"] for f in fields]
    assert kinds.count("ID") == 1 and kinds.count("LABEL") == 1
    space = fields[kinds.index("ID")]["space"]
    ids = [row[kinds.index("ID")] for row in nodes]
    assert all(ids) and len(set(ids)) == len(ids) == len(graph.nodes)
    edge_fields, edges = table(b"".join(RELATIONSHIPS(graph)))
    edge_kinds = [f["type"] for f in edge_fields]
    for end in ("START_ID", "END_ID"):
        at = edge_kinds.index(end)
        assert edge_kinds.count(end) == 1 and edge_fields[at]["space"] == space
        assert {row[at] for row in edges} <= set(ids)
    assert edge_kinds.count("TYPE") == 1
    assert all(re.fullmatch("[A-Z_]+", row[edge_kinds.index("TYPE")]) for row in edges)
    assert len(edges) == len(graph.facts)
    for owner, rows in ((fields, nodes), (edge_fields, edges)):
        names = [f["name"] for f in owner if f["name"]]
        assert len(set(names)) == len(names)
        for at, field in enumerate(owner):
            kind = field["type"]
            if kind.islower():
                assert kind.removesuffix("[]") in TYPES
                for row in rows:
                    check_cell(kind, row[at])


def test_the_import_pair_follows_the_rules():
    check_import(GRAPH)
    check_import(graph_of([]))
    check_import(city_graph(60))


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_any_import_pair_follows_the_rules(graph):
    check_import(graph)


def test_the_import_pair_holds_what_the_graph_holds():
    fields, nodes = table(b"".join(NODES(GRAPH)))
    things = {row[0]: dict(zip([f["name"] or f["type"] for f in fields], row, strict=True)) for row in nodes}
    body = things["body:云岭市政府"]
    assert (body["LABEL"], body["aliases"]) == ("Thing|Body", "市政府|云岭市人民政府")
    assert (things["place:云岭市"]["longitude"], things["person:方启航"]["official"]) == ("115.98", "true")
    fields, edges = table(b"".join(RELATIONSHIPS(GRAPH)))
    facts = {row[3]: dict(zip([f["name"] or f["type"] for f in fields], row, strict=True)) for row in edges}
    assert (facts["f01"]["TYPE"], facts["f01"]["label"], facts["f01"]["weight"]) == ("POSITION", "常务副市长", "2")
    assert (facts["f04"]["number"], facts["f04"]["first"], facts["f04"]["start"]) == ("46000000.0", "2024-03-06", "120")


def test_the_command_names_the_files_and_the_delimiter():
    form = forms.FORMS["neo4j"]
    assert form.advice.startswith("neo4j-admin database import full neo4j ")
    assert [f"={name}" in form.advice for name in form.files] == [True, True]
    assert '--array-delimiter="|"' in form.advice


@pytest.mark.parametrize("case", cases("cypher_literals"))
def test_literals(case):
    value = tuple(case["value"]) if isinstance(case["value"], list) else case["value"]
    assert literal(value, case["type"]) == case["written"]


def test_statements_are_of_bounded_size_and_hold_every_row():
    text = "".join(write_cypher(city_graph(2000, 3.0)))
    statements = [s for s in text.split(";\n") if "UNWIND" in s]
    rows = [s.count("\n{") for s in statements]
    assert max(rows) == ROWS
    assert sum(rows) == 2000 + len(city_graph(2000, 3.0).facts)
    assert len({r for s in statements for r in re.findall(r"SET n:(\w+) ", s)}) == 5


READ = """
import sys, antlr4
from antlr4_cypher import CypherLexer, CypherParser
statements = [s for s in open(sys.argv[1], encoding="utf-8").read().split(";\\n") if "UNWIND" in s]
for statement in statements:
    parser = CypherParser(antlr4.CommonTokenStream(CypherLexer(antlr4.InputStream(statement + ";"))))
    parser.script()
    assert parser.getNumberOfSyntaxErrors() == 0, statement
print(len(statements))
"""


def test_a_grammar_reads_the_cypher_file(tmp_path):
    forms.FORMS["cypher"].write(GRAPH, path := tmp_path / "graph.cypher")
    types, predicates = {n.type for n in GRAPH.nodes}, {f.predicate for f in GRAPH.facts}
    assert int(python("antlr4_cypher", READ, path)) == len(types) + len(predicates)
