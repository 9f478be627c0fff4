"""Where each node of a picture lies: the same numbers on every run, on every machine.

Connected parts are laid out one by one with forces after Fruchterman and Reingold (1991), from starting points that
come from the nodes' ids; then overlapping discs are pushed apart, and the parts are set in rows, the largest first and
single nodes last.

The forces use only + - * / and square roots, which IEEE 754 rounds in one way, in a fixed order; no sum is left to a
parallel library. Parts of more than 2,000 nodes repel by the centres of a grid's cells instead of node by node: time
grows linearly.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.model import Node

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kg.graph.graph import Graph

    Points = NDArray[np.float64]

SMALLEST, GROWTH = 8.0, 5.0  # diameter of a node with no mention; added each time that mentions double
LENGTH = 70.0  # length that an edge tends to
REACH = 3 * LENGTH  # distance from which repulsion falls with the square, so that far parts do not drive each other out
GRAVITY = 0.1  # pull to the middle, for each unit of distance
GAP = 6.0  # least distance between two discs
MARGIN = 60.0  # between parts
WIDTH = 1.6  # width of the whole over its height, about
PAIRS = 4_000_000  # pairs that repel one by one
BLOCK = 128  # rows of a matrix of pairs at a time, so that it stays in cache
ROUNDS = 40  # of pushing discs apart


def size(node: Node) -> float:
    """Diameter of a node's disc, by the logarithm of its mentions."""
    return round(SMALLEST + GROWTH * math.log2(1 + max(0, node.mentions)), 1)


def positions(graph: Graph) -> dict[str, tuple[float, float]]:
    """Centre of each node's disc by id, in the units of `size`, y upwards, rounded to a tenth."""
    known = {n.id for n in graph.nodes}
    weights: dict[tuple[str, str], int] = {}
    for f in graph.facts:
        if f.subject != f.object and f.subject in known and f.object in known:
            pair = (min(f.subject, f.object), max(f.subject, f.object))
            weights[pair] = weights.get(pair, 0) + 1
    return laid_out(graph.nodes, weights)


def laid_out(nodes: Sequence[Node], weights: dict[tuple[str, str], int]) -> dict[str, tuple[float, float]]:
    """Centre of each node's disc by id; linked nodes, given as sorted pairs with the number of links, lie near."""
    sizes = {n.id: size(n) for n in nodes}
    parts = components(sorted(sizes), weights)
    by_part: dict[str, list[tuple[str, str]]] = {}
    owner = {node: part[0] for part in parts for node in part}
    for pair in sorted(weights):
        by_part.setdefault(owner[pair[0]], []).append(pair)
    boxes = [arranged(part, by_part[part[0]], weights, sizes) for part in parts if len(part) > 1]
    kinds = {n.id: n.type.value for n in nodes}
    singles = sorted((part[0] for part in parts if len(part) == 1), key=lambda n: (kinds[n], -sizes[n], n))
    if singles:
        boxes.append(gridded(singles, sizes))
    return stacked(boxes, sizes)


def components(nodes: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Connected parts, largest first, each sorted."""
    leader = {node: node for node in nodes}

    def find(node: str) -> str:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        leader[high] = low
    parts: dict[str, list[str]] = {}
    for node in nodes:
        parts.setdefault(find(node), []).append(node)
    return sorted(parts.values(), key=lambda p: (-len(p), p[0]))


def arranged(
    part: Sequence[str], pairs: Sequence[tuple[str, str]], weights: dict[tuple[str, str], int], sizes: dict[str, float]
) -> dict[str, tuple[float, float]]:
    """One connected part of two nodes or more, without overlaps."""
    import numpy as np

    number = {node: i for i, node in enumerate(part)}
    first = np.array([number[a] for a, _ in pairs], dtype=np.int64)
    second = np.array([number[b] for _, b in pairs], dtype=np.int64)
    pull = np.sqrt(np.array([weights[p] for p in pairs], dtype=np.float64))
    points = relaxed(np.array([start(node) for node in part]), first, second, pull)
    spots = parted([(float(x), float(y)) for x, y in points], [sizes[node] / 2 for node in part])
    return dict(zip(part, spots, strict=True))


def start(node: str) -> tuple[float, float]:
    """A point of the unit square from a node's id."""
    digest = hashlib.blake2b(node.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest[:4], "big") / 2**32, int.from_bytes(digest[4:], "big") / 2**32


def relaxed(points: Points, first: NDArray[np.int64], second: NDArray[np.int64], pull: Points) -> Points:
    """Points after the forces have done their work: nodes repel each other, edges contract.

    A node of many edges repels more, so that the leaves of two hubs do not mingle.
    """
    import numpy as np

    count = len(points)
    links = np.bincount(first, minlength=count) + np.bincount(second, minlength=count)
    mass = np.sqrt(1.0 + links)
    points = (points - 0.5) * LENGTH * math.sqrt(count)
    rounds = max(100, min(400, 120_000 // count))
    heat = LENGTH * math.sqrt(count) / 4
    for step in range(rounds):
        left = 1.0 - step / rounds
        push = repulsion(points, mass)
        away = points[first] - points[second]
        distance = np.sqrt(away[:, 0] * away[:, 0] + away[:, 1] * away[:, 1])
        strength = pull * distance / LENGTH
        for axis in (0, 1):
            force = away[:, axis] * strength
            push[:, axis] += np.bincount(second, force, count) - np.bincount(first, force, count)
        push -= points * GRAVITY * mass[:, None]
        length = np.sqrt(push[:, 0] * push[:, 0] + push[:, 1] * push[:, 1]) + 1e-9
        points = points + push * (np.minimum(length, heat * left * left + 0.5) / length)[:, None]
    return points


def repulsion(points: Points, mass: Points) -> Points:
    """Force on each point from all others, falling with distance; from cells where there are too many pairs."""
    import numpy as np

    count = len(points)
    centres, weight = (points, mass) if count * count <= PAIRS else cells(points, mass)
    result = np.empty_like(points)
    for low in range(0, count, BLOCK):
        rows = slice(low, low + BLOCK)
        east = points[rows, 0, None] - centres[None, :, 0]
        north = points[rows, 1, None] - centres[None, :, 1]
        square = east * east + north * north + 1.0
        share = weight[None, :] / (square + square * np.sqrt(square) / REACH)
        result[rows, 0] = (east * share).sum(axis=1)
        result[rows, 1] = (north * share).sum(axis=1)
    return result * mass[:, None] * (LENGTH * LENGTH)


def cells(points: Points, mass: Points) -> tuple[Points, Points]:
    """Centres of mass and masses of the cells of a grid that hold points."""
    import numpy as np

    side = max(8, math.isqrt(PAIRS // len(points)))
    low, high = points.min(axis=0), points.max(axis=0)
    index = np.minimum(((points - low) / (high - low + 1e-9) * side).astype(np.int64), side - 1)
    key = index[:, 0] * side + index[:, 1]
    total = np.bincount(key, mass, side * side)
    held = np.flatnonzero(total)
    sums = [np.bincount(key, points[:, axis] * mass, side * side)[held] / total[held] for axis in (0, 1)]
    return np.stack(sums, axis=1), total[held].astype(np.float64)


def parted(points: Sequence[tuple[float, float]], radii: Sequence[float]) -> list[tuple[float, float]]:
    """Discs pushed apart until none overlap; if pushing does not do it, the whole is stretched."""
    spots = [list(p) for p in points]
    for attempt in range(ROUNDS):
        if not pushed(spots, radii):
            break
        if attempt % 10 == 9:
            spots = [[x * 1.2, y * 1.2] for x, y in spots]
    return [(x, y) for x, y in spots]


def pushed(spots: list[list[float]], radii: Sequence[float]) -> int:
    """One round of pushing overlapping discs apart, in a fixed order; how many overlapped."""
    side = 2 * max(radii) + GAP
    grid: dict[tuple[int, int], list[int]] = {}
    for i, (x, y) in enumerate(spots):
        grid.setdefault((math.floor(x / side), math.floor(y / side)), []).append(i)
    moved = 0
    for (column, row), members in sorted(grid.items()):
        near = [j for c in (0, 1) for r in (-1, 0, 1) if (c, r) > (0, 0) for j in grid.get((column + c, row + r), ())]
        for place, i in enumerate(members):
            for j in (*members[place + 1 :], *near):
                a, b = spots[i], spots[j]
                east, north = b[0] - a[0], b[1] - a[1]
                least = radii[i] + radii[j] + GAP
                square = east * east + north * north
                if square >= least * least:
                    continue
                moved += 1
                distance = math.sqrt(square)
                if distance < 1e-6:
                    east, north, distance = 1.0, (i % 7 - 3) / 3, 1.0
                push = (least - math.sqrt(square)) / distance / 2 * 1.05
                share = 2 * radii[j] / (radii[i] + radii[j])
                a[0] -= east * push * share
                a[1] -= north * push * share
                b[0] += east * push * (2 - share)
                b[1] += north * push * (2 - share)
    return moved


def gridded(nodes: Sequence[str], sizes: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Nodes without edges in a grid."""
    side = max(sizes[n] for n in nodes) + 2 * GAP
    columns = max(1, round(math.sqrt(len(nodes) * 3)))
    return {node: (i % columns * side, -(i // columns) * side) for i, node in enumerate(nodes)}


def stacked(boxes: Sequence[dict[str, tuple[float, float]]], sizes: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Parts in rows under each other, centred on the origin."""
    frames = []
    for box in boxes:
        left = min(x - sizes[n] / 2 for n, (x, _) in box.items()) - MARGIN / 2
        right = max(x + sizes[n] / 2 for n, (x, _) in box.items()) + MARGIN / 2
        low = min(y - sizes[n] / 2 for n, (_, y) in box.items()) - MARGIN / 2
        high = max(y + sizes[n] / 2 for n, (_, y) in box.items()) + MARGIN / 2
        frames.append((left, high, right - left, high - low))
    limit = max([f[2] for f in frames] + [math.sqrt(sum(f[2] * f[3] for f in frames) * WIDTH)]) if frames else 0.0
    result: dict[str, tuple[float, float]] = {}
    x = y = tall = 0.0
    for box, (left, high, width, height) in zip(boxes, frames, strict=True):
        if x and x + width > limit:
            x, y, tall = 0.0, y - tall, 0.0
        for node, (east, north) in box.items():
            result[node] = (x + east - left, y + north - high)
        x, tall = x + width, max(tall, height)
    middle = (limit / 2, (y - tall) / 2)
    return {node: (round(a - middle[0], 1) + 0.0, round(b - middle[1], 1) + 0.0) for node, (a, b) in result.items()}
