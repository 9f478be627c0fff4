"""Which place lies in which, by codes."""

import pytest

from kg.graph.containment import ancestry, containers
from kg.model import EntityType
from tests.graph.samples import node


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("370000", ()),
        ("37", ()),
        ("371500", ("37",)),
        ("371521", ("3715", "37")),
        ("371521101", ("371521", "3715", "37")),
        ("371521101000", ("371521", "3715", "37")),
        ("371521101203", ("371521101", "371521", "3715", "37")),
    ],
)
def test_ancestry(code, above):
    assert ancestry(code) == above


def test_the_nearest_place_of_the_graph_contains():
    place = EntityType.PLACE
    nodes = [
        node("省", place, code="370000"),
        node("县", place, code="371521"),
        node("村", place, code="371521101203"),
        node("外", place, code="x"),
    ]
    nodes += [node("公司", EntityType.COMPANY, code="371521"), node("无", place)]
    assert containers(nodes) == {"place:县": "place:省", "place:村": "place:县"}


def test_of_two_places_with_one_code_neither_contains():
    place = EntityType.PLACE
    nodes = [
        node("甲县", place, code="371521"),
        node("乙县", place, code="371521"),
        node("省", place, code="370000"),
        node("镇", place, code="371521101000"),
    ]
    assert containers(nodes)["place:镇"] == "place:省"
