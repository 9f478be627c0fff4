"""A picture of a graph's core as SVG: discs by type, names, what links them, a legend. Shapes and text, no script."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from kg.graph.attributes import SHAPES
from kg.graph.characters import token
from kg.graph.layout import size
from kg.model import EntityType, Node, Predicate
from kg.ontology import vocabulary

if TYPE_CHECKING:
    from kg.graph.graph import Graph

SHOWN = 60  # things in the picture
LONGEST = 12  # characters of a label before it is cut
FONT, SMALL = 13.0, 10.0  # heights of names and of what links them
BORDER = 90.0
LEGEND = 46.0
# Fonts that have Chinese, wherever the picture is looked at: free ones, then those of macOS, Windows and Linux.
FAMILY = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei',SimHei,"
    "'WenQuanYi Micro Hei','WenQuanYi Zen Hei','Droid Sans Fallback',sans-serif"
)
# Corners of the shapes whose area is that of a disc of radius 1.
CORNERS = {
    "square": ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "triangle": ((0, -1.45), (1.35, 0.88), (-1.35, 0.88)),
}
Box = tuple[float, float, float, float]  # left, top, right, bottom


def picture(graph: Graph, shown: int = SHOWN, about: str | None = None) -> str:
    """The picture as an SVG document.

    Args:
        graph: any graph.
        shown: how many things at most; those with the most relations are chosen, then those that they are linked with.
        about: id of a thing to show with what is one or two relations away from it; None for the whole graph.
    """
    core = best_connected(graph, shown) if about is None else best_connected(around(graph, about), shown, about)
    places = {n: (x, -y) for n, (x, y) in core.positions.items()}
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    left, top = min(xs) - BORDER, min(ys) - BORDER
    width, height = max(xs) - left + BORDER, max(ys) - top + BORDER + LEGEND
    width = max(width, 48 + sum(extent(text, 14) + 40 for _, text in kinds(core)))
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" ',
            f'width="{width:.0f}" height="{height:.0f}" font-family="{FAMILY}" text-anchor="middle">\n',
            f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}" fill="#fff"/>\n',
            *drawing(core, places),
            *legend(core, left + 24, top + height - 20),
            "</svg>\n",
        ]
    )


def around(graph: Graph, node: str) -> Graph:
    """The things at most two relations away from one, and what links them."""
    near = {node}
    for _ in range(2):
        near |= {end for f in graph.facts if f.subject in near or f.object in near for end in (f.subject, f.object)}
    return dataclasses.replace(
        graph,
        nodes=tuple(n for n in graph.nodes if n.id in near),
        facts=tuple(f for f in graph.facts if f.subject in near and f.object in near),
    )


def best_connected(graph: Graph, shown: int, first: str | None = None) -> Graph:
    """The part of a graph to show: its best connected things grown along their relations, none of them alone.

    `first`, if given, comes before all others. Where a thing lies says less of it than what it does, so a location
    counts a third of another relation.
    """
    near: dict[str, Counter[str]] = {}
    for f in graph.facts:
        if f.subject != f.object:
            told = 1 if f.predicate is Predicate.LOCATED_IN else 3
            near.setdefault(f.subject, Counter())[f.object] += told
            near.setdefault(f.object, Counter())[f.subject] += told
    weight = {n.id: (near[n.id].total() if n.id in near else 0, n.mentions) for n in graph.nodes}
    chosen: dict[str, None] = {} if first is None else {first: None}
    for node in sorted(near, key=lambda n: (n != first, -weight[n][0], -weight[n][1], n)):
        if len(chosen) + 1 >= shown:
            break
        chosen[node] = None
        room = min(shown - len(chosen), 8)
        for other in sorted(near[node], key=lambda n: (-near[node][n], -weight[n][1], n))[:room]:
            chosen[other] = None
    facts = tuple(f for f in graph.facts if f.subject in chosen and f.object in chosen)
    return dataclasses.replace(
        graph, nodes=tuple(n for n in graph.nodes if n.id in chosen), facts=facts, measures=(), sources=(), reports=()
    )


def drawing(core: Graph, places: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """Lines, then discs, then as much text as fits without touching."""
    words = vocabulary()
    pairs: dict[tuple[str, str], list[str]] = {}
    for f in core.facts:
        if f.subject != f.object:
            label = f.title or words.predicates[f.predicate].label.zh
            pairs.setdefault((min(f.subject, f.object), max(f.subject, f.object)), []).append(label)
    for (a, b), labels in sorted(pairs.items()):
        (x1, y1), (x2, y2) = places[a], places[b]
        thick = 1 + min(3, len(labels) - 1) * 0.7
        yield f'<line x1="{x1}" y1="{y1:.1f}" x2="{x2}" y2="{y2:.1f}" stroke="#b8b8b8" stroke-width="{thick:.1f}"/>\n'
    taken: list[Box] = []
    for n in core.nodes:
        (x, y), radius = places[n.id], size(n) / 2
        taken.append((x - radius, y - radius, x + radius, y + radius))
        yield mark(x, y, radius, n.type, shown_text(n.name, 200))
    for n in sorted(core.nodes, key=lambda n: (-n.mentions, n.id)):
        yield from name(n, places[n.id], taken)
    for (a, b), labels in sorted(pairs.items()):
        (x1, y1), (x2, y2) = places[a], places[b]
        text = cut(min(labels, key=lambda s: (-labels.count(s), s)), LONGEST)
        yield from fitted(text, (x1 + x2) / 2, (y1 + y2) / 2 + SMALL / 3, SMALL, "#666", taken)


def name(node: Node, place: tuple[float, float], taken: list[Box]) -> Iterator[str]:
    """A thing's name under its disc, or over it, or beside it, wherever there is room first."""
    x, y, radius = *place, size(node) / 2
    text = cut(node.name, LONGEST)
    reach = radius + 6 + extent(text, FONT) / 2
    for east, south in ((0.0, radius + FONT + 1), (0.0, -radius - 5), (reach, FONT / 3), (-reach, FONT / 3)):
        drawn = list(fitted(text, x + east, y + south, FONT, "#222", taken))
        if drawn:
            yield from drawn
            return


def fitted(text: str, x: float, y: float, height: float, colour: str, taken: list[Box]) -> Iterator[str]:
    """Text centred at a point of its base line, if it touches nothing drawn before."""
    half = extent(text, height) / 2 + 1
    box = (x - half, y - height * 0.85, x + half, y + height * 0.2)
    if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
        return
    taken.append(box)
    yield (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{height:.0f}" fill="{colour}" stroke="#fff" stroke-width="3" '
        f'paint-order="stroke">{shown_text(text, len(text))}</text>\n'
    )


def legend(core: Graph, x: float, y: float) -> Iterator[str]:
    """The types that occur, with their colours, in Chinese and English."""
    for type, text in kinds(core):
        yield mark(x, y - 5, 7, type, escape(text))
        yield f'<text x="{x + 12:.0f}" y="{y:.0f}" font-size="14" fill="#222" text-anchor="start">'
        yield f"{escape(text)}</text>\n"
        x += extent(text, 14) + 40


def kinds(core: Graph) -> list[tuple[EntityType, str]]:
    """Each type that occurs with its bilingual label, in the vocabulary's order."""
    present = {n.type for n in core.nodes}
    return [(kind, f"{t.label.zh} {t.label.en}") for kind, t in vocabulary().types.items() if kind in present]


def mark(x: float, y: float, radius: float, type: EntityType, title: str) -> str:
    """The mark of a thing: its colour tells the type, its shape the family of types; all shapes are equally large."""
    look = f'fill="{vocabulary().types[type].colour}" stroke="#444" stroke-width="0.6"><title>{title}</title>'
    shape = SHAPES[type]
    if shape == "disc":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {look}</circle>\n'
    points = " ".join(f"{x + radius * a:.1f},{y + radius * b:.1f}" for a, b in CORNERS[shape])
    return f'<polygon points="{points}" {look}</polygon>\n'


def cut(text: str, longest: int) -> str:
    """A text cut to a length, with an ellipsis."""
    clean = token(text)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def extent(text: str, height: float) -> float:
    """Width of a text: Chinese characters, quotes and ellipses are as wide as high, others about half."""
    return sum(height if c > "\u2e7f" or "\u2010" <= c <= "\u2027" else height * 0.56 for c in text)


def shown_text(text: str, longest: int) -> str:
    """Text as XML content."""
    return escape(cut(text, longest))
