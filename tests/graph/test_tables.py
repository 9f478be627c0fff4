"""CSV and report: columns, byte order mark, formulas made harmless, totals that add up."""

import csv
import io
import json

import pytest

from kg.graph import forms
from kg.graph.report import report
from kg.graph.tables import cell
from tests.graph.samples import sample

GRAPH = sample()


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_nodes():
    table = {row["Id"]: row for row in rows(forms.nodes_csv(GRAPH))}
    assert len(table) == len(GRAPH.nodes)
    place = table["place:云岭市"]
    assert (place["Label"], place["type_zh"], place["code"], place["longitude"]) == (
        "云岭市",
        "地点",
        "371500",
        "115.98",
    )
    assert table["body:云岭市政府"]["aliases"] == "市政府 | 云岭市人民政府"
    assert table["document:=HYPERLINK(《云岭市节水条例》)"]["Label"] == "'=HYPERLINK(《云岭市节水条例》)"


def test_edges():
    table = {row["Id"]: row for row in rows(forms.edges_csv(GRAPH))}
    assert len(table) == len(GRAPH.facts)
    edge = table["f04"]
    assert (edge["Source"], edge["source_name"], edge["Type"]) == (
        "company:云岭启明新材料有限公司",
        "云岭启明新材料有限公司",
        "Directed",
    )
    assert (edge["amount"], edge["number"], edge["quote"], edge["start"]) == (
        "4600万元",
        "46000000",
        "启明新材料投资4600万元",
        "120",
    )
    assert table["f01"]["Weight"] == "2"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1"])
def test_no_cell_is_a_formula(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "written"), [(None, ""), (-1.5, -1.5), (3e6, 3000000), ("甲", "甲"), ("\x00", "\ufffd")]
)
def test_other_cells_stay(value, written):
    assert cell(value) == written


def test_report_adds_up():
    form = json.loads(b"".join(report(GRAPH)))
    assert form["graph"] == {"entities": 15, "relations": 19, "figures": 4, "articles": 3}
    assert (form["total"]["pages"], form["total"]["refused"], form["total"]["characters"]) == (3, 1, 695)
    assert form["total"]["skipped"] == {"navigation": 10, "no letters": 40}
    assert [p["page"] for p in form["pages"]] == ["云岭日报/2024-03-06.txt", "b 版.md", "broken.txt"]
    assert form["pages"][2]["error"] == "broken.txt: not text"
