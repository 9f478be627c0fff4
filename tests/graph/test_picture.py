"""Pictures: of the whole, of what is near a thing, of a day, of a projection; deterministic, and without overlaps."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.graph import Graph
from kg.graph.lifetimes import days, lifetime, lifetimes
from kg.graph.picture import FAMILY, GONE, LONGEST, extent, picture, ties_picture
from tests.graph.samples import city_graph, sample

SVG = "{http://www.w3.org/2000/svg}"
GRAPH = sample()


def marks(svg: str) -> dict[str, tuple[str, ...]]:
    """Where each thing lies, by its title, as the numbers of its shape; legends come last and have types for titles."""
    found = {}
    for shape in ET.fromstring(svg):
        title = shape.find(f"{SVG}title")
        if title is not None and title.text and shape.tag != f"{SVG}line":
            found[title.text] = tuple(shape.get(a) or "" for a in ("cx", "cy", "points"))
    return found


def texts(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("graph", [GRAPH, city_graph(300)], ids=["sample", "city"])
def test_no_two_texts_touch(graph: Graph) -> None:
    boxes = []
    for t in texts(picture(graph)):
        half, high = extent(t.text or "", float(t.get("font-size", 0))) / 2, float(t.get("font-size", 0)) * 0.85
        x, y = float(t.get("x", 0)), float(t.get("y", 0))
        if t.get("text-anchor") != "start":  # the legend stands apart, at the bottom
            boxes.append((x - half, y - high, x + half, y))
    assert len(boxes) > 10
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_everything_lies_within_the_picture() -> None:
    for svg in (picture(GRAPH), picture(city_graph(300)), ties_picture(GRAPH, GRAPH.project("person", "body"))):
        left, top, width, height = map(float, ET.fromstring(svg).get("viewBox", "").split())
        for t in texts(svg):
            x, y, wide = float(t.get("x", 0)), float(t.get("y", 0)), extent(t.text or "", float(t.get("font-size", 0)))
            start = x if t.get("text-anchor") == "start" else x - wide / 2
            assert left <= start and start + wide <= left + width and top < y < top + height


def test_labels_are_chinese_of_bounded_length_in_fonts_that_have_them() -> None:
    svg = picture(GRAPH)
    assert {"方启航", "云岭市政府"} <= {t.text for t in texts(svg)}
    assert all(len(t.text or "") <= LONGEST for t in texts(svg) if t.get("text-anchor") != "start")
    for family in ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"):
        assert family in FAMILY and family in svg


def test_a_day_shows_what_is_there_then_where_it_always_lies() -> None:
    whole, day = picture(GRAPH), picture(GRAPH, day=days("2023-11"))
    then = days("2023-11")
    lives = lifetimes(GRAPH)
    names = {n.id: n.name for n in GRAPH.nodes}
    gone = {names[n] for n, (first, last) in lives.items() if last < then[0] or first > then[1]}
    assert gone and GONE in day and GONE not in whole
    places, placed = marks(whole), marks(day)
    assert all(placed[name] == places[name] for name in placed)
    assert not gone & set(placed) and set(places) - set(placed) <= gone
    assert day.count("<line") < whole.count("<line")
    posts = [f for f in GRAPH.facts if f.title == "常务副市长"]
    assert [lifetime(f)[0] for f in posts] == ["2023-11-02"] and "常务副市长" in day


def test_a_tie_says_what_it_goes_through() -> None:
    graph = sample()
    svg = ties_picture(graph, graph.project("company", "program"))
    assert "<line" not in svg and marks(svg) == {}
    svg = ties_picture(graph, graph.project("body", "company"))
    assert set(marks(svg)) == {"云岭学院", "云岭市政府", "机构 body"} and svg.count("<line") == 1
    assert "<title>云岭启明新材料有限公司</title></line>" in svg


def test_the_same_bytes_whatever_the_order() -> None:
    graph = city_graph(120)
    turned = type(graph)(graph.nodes[::-1], graph.facts[::-1], (), (), (), graph.run, graph.base)
    assert picture(turned) == picture(graph)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--on", "last week"], "'last week' is no day, month or year"),
        (["--between", "person"], "Give --between and --through"),
        (["--between", "person", "--through", "event", "--on", "2024"], "Leave --about and --on out"),
        (["--between", "person", "--through", "nothing"], "no kind of thing is called 'nothing'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(sample_out: Path, tmp_path: Path, options: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["picture", str(sample_out), "-o", str(tmp_path / "x.svg"), *options])
    assert result.exit_code == 2 and message in result.stderr
    assert not list(tmp_path.iterdir())


def test_commands_draw(sample_out: Path, tmp_path: Path) -> None:
    for options in ([], ["--on", "2024-03"], ["--between", "official", "--through", "company"], ["-n", "20"]):
        path = tmp_path / "x.svg"
        result = CliRunner().invoke(main, ["picture", str(sample_out), "-o", str(path), *options])
        assert result.exit_code == 0, result.stderr
        assert re.search("[一-龥]{2}</text>", path.read_text(encoding="utf-8"))
