"""A picture of a graph's core as SVG: discs by type, names, what links them, a legend. Shapes and text, no script.

What is drawn is a `Scene`: of a graph, or of a projection of one. The picture of a day leaves out what is not there
then, and all else lies where it lies in the picture of all days: pictures of several days can be laid over each other.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from kg.graph.attributes import SHAPES
from kg.graph.characters import token
from kg.graph.layout import laid_out, size
from kg.graph.lifetimes import Span, lifetime, lifetimes
from kg.graph.projection import Projection
from kg.model import EntityType, Fact, Node, Predicate
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
GONE = "#e4e4e4"  # outline of a thing that is not there on the day of the picture
Box = tuple[float, float, float, float]  # left, top, right, bottom
Pair = tuple[str, str]  # ids of two things, the lesser first


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn.

    Args:
        nodes: the things, by id.
        links: what links two of them, a label for each link.
        gone: ids of things that are not there on the day of the picture.
    """

    nodes: tuple[Node, ...]
    links: Mapping[Pair, list[str]]
    gone: Collection[str] = field(default_factory=frozenset)


def picture(graph: Graph, shown: int = SHOWN, about: str | None = None, day: Span | None = None) -> str:
    """The picture of a graph as an SVG document.

    Args:
        graph: any graph.
        shown: how many things at most; those with the most relations are chosen, then those that they are linked with.
        about: id of a thing to show with what is one or two relations away from it; None for the whole graph.
        day: first and last day; what is there on none between is left out, or a pale outline. None draws all.
    """
    core = best_connected(graph, shown) if about is None else best_connected(around(graph, about), shown, about)
    scene = Scene(core.nodes, labelled(core.facts))
    places = laid(scene)
    if day is not None:
        lives = lifetimes(graph)
        gone = frozenset(n.id for n in core.nodes if not meets(lives.get(n.id), day))
        scene = Scene(core.nodes, labelled(f for f in core.facts if meets(lifetime(f), day)), gone)
    return document(scene, places)


def ties_picture(graph: Graph, projection: Projection, shown: int = SHOWN) -> str:
    """The picture of a projection: the things with the most ties, each tie with what it goes through.

    Args:
        graph: what was projected.
        projection: its projection.
        shown: how many things at most.
    """
    near: dict[str, Counter[str]] = {}
    for t in projection.ties:
        near.setdefault(t.a, Counter())[t.b] = near.setdefault(t.b, Counter())[t.a] = t.weight
    nodes = {n.id: n for n in projection.nodes}
    chosen = grown(near, {id: n.mentions for id, n in nodes.items()}, shown, None)
    names = {n.id: n.name for n in graph.nodes}
    links = {(t.a, t.b): [names[m] for m in t.through] for t in projection.ties if t.a in chosen and t.b in chosen}
    scene = Scene(tuple(n for n in projection.nodes if n.id in chosen), links)
    return document(scene, laid(scene))


def labelled(facts: Iterable[Fact]) -> dict[Pair, list[str]]:
    """Each two linked things with a label for each of their relations: the title, or the predicate in Chinese."""
    words = vocabulary()
    pairs: dict[Pair, list[str]] = {}
    for f in facts:
        if f.subject != f.object:
            label = f.title or words.predicates[f.predicate].label.zh
            pairs.setdefault((min(f.subject, f.object), max(f.subject, f.object)), []).append(label)
    return pairs


def meets(life: Span | None, day: Span) -> bool:
    """Whether a lifetime and an interval of days have a day in common; what has no lifetime is always there."""
    return life is None or (life[0] <= day[1] and day[0] <= life[1])


def laid(scene: Scene) -> dict[str, tuple[float, float]]:
    """Where each thing lies, y downwards."""
    weights = {pair: len(labels) for pair, labels in scene.links.items()}
    return {n: (x, -y) for n, (x, y) in laid_out(scene.nodes, weights).items()}


def document(scene: Scene, places: Mapping[str, tuple[float, float]]) -> str:
    """A scene as an SVG document."""
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    left, top = min(xs) - BORDER, min(ys) - BORDER
    width, height = max(xs) - left + BORDER, max(ys) - top + BORDER + LEGEND
    room = max(0.0, 48 + sum(extent(text, 14) + 40 for _, text in kinds(scene)) - width)  # that the legend needs more
    left, width = left - room / 2, width + room
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" ',
            f'width="{width:.0f}" height="{height:.0f}" font-family="{FAMILY}" text-anchor="middle">\n',
            f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}" fill="#fff"/>\n',
            *drawing(scene, places),
            *legend(scene, left + 24, top + height - 20),
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
    chosen = grown(near, {n.id: n.mentions for n in graph.nodes}, shown, first)
    facts = tuple(f for f in graph.facts if f.subject in chosen and f.object in chosen)
    return dataclasses.replace(
        graph, nodes=tuple(n for n in graph.nodes if n.id in chosen), facts=facts, measures=(), sources=(), reports=()
    )


def grown(
    near: Mapping[str, Counter[str]], mentions: Mapping[str, int], shown: int, first: str | None
) -> dict[str, None]:
    """The ids of the best connected things and of those nearest to them, in that order."""
    total = {n: near[n].total() for n in near}
    chosen: dict[str, None] = {} if first is None else {first: None}
    for node in sorted(near, key=lambda n: (n != first, -total[n], -mentions[n], n)):
        if len(chosen) + 1 >= shown:
            break
        chosen[node] = None
        room = min(shown - len(chosen), 8)
        for other in sorted(near[node], key=lambda n: (-near[node][n], -mentions[n], n))[:room]:
            chosen[other] = None
    return chosen


def drawing(scene: Scene, places: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """Lines, then discs, then as much text as fits without touching."""
    pairs = scene.links
    for (a, b), labels in sorted(pairs.items()):
        (x1, y1), (x2, y2) = places[a], places[b]
        thick = 1 + min(3, len(labels) - 1) * 0.7
        ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        said = shown_text(" · ".join(dict.fromkeys(labels)), 200)
        yield f'<line {ends} stroke="#b8b8b8" stroke-width="{thick:.1f}"><title>{said}</title></line>\n'
    taken: list[Box] = []
    for n in sorted(scene.nodes, key=lambda n: n.id):
        (x, y), radius = places[n.id], size(n) / 2
        taken.append((x - radius, y - radius, x + radius, y + radius))
        if n.id in scene.gone:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="{GONE}"/>\n'
        else:
            yield mark(x, y, radius, n.type, shown_text(n.name, 200))
    for n in sorted(scene.nodes, key=lambda n: (-n.mentions, n.id)):
        if n.id not in scene.gone:
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


def legend(scene: Scene, x: float, y: float) -> Iterator[str]:
    """The types that occur, with their colours, in Chinese and English."""
    for type, text in kinds(scene):
        yield mark(x, y - 5, 7, type, escape(text))
        yield f'<text x="{x + 12:.0f}" y="{y:.0f}" font-size="14" fill="#222" text-anchor="start">'
        yield f"{escape(text)}</text>\n"
        x += extent(text, 14) + 40


def kinds(scene: Scene) -> list[tuple[EntityType, str]]:
    """Each type that occurs with its bilingual label, in the vocabulary's order."""
    present = {n.type for n in scene.nodes}
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
