"""The colours of the types are told apart by everybody: simulated for each kind of colour-blindness and measured."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from kg.graph import forms
from kg.graph.attributes import SHAPES
from kg.ontology import vocabulary
from tests.graph.samples import sample
from tests.graph.vision import SIGHTS, contrast, distance, lab

COLOURS = {type: term.colour for type, term in vocabulary().types.items()}
APART = 14.0  # least CIEDE2000 between two types; 1 is about the least difference that an eye sees side by side
FROM_PAPER = 12.0
PAPER = "#FFFFFF"
READABLE = 4.5  # contrast that WCAG 2 asks of text (level AA)


@pytest.mark.parametrize("sight", SIGHTS)
def test_every_two_types_are_told_apart(sight: str) -> None:
    seen = {type: lab(colour, sight) for type, colour in COLOURS.items()}
    near = {(a, b): distance(seen[a], seen[b]) for a, b in combinations(seen, 2)}
    closest = min(near, key=lambda pair: near[pair])
    assert near[closest] >= APART, (closest, near[closest])
    assert min(distance(s, lab(PAPER, sight)) for s in seen.values()) >= FROM_PAPER


def test_the_measure_tells_what_a_colour_blind_eye_confuses() -> None:
    """A red and a green of like light, far apart for most, are close with deuteranopia, and not with tritanopia."""
    red, green = "#C86400", "#7D8C00"
    apart = {sight: distance(lab(red, sight), lab(green, sight)) for sight in SIGHTS}
    assert apart["normal"] > 2 * APART and apart["tritanopia"] > APART > apart["deuteranopia"]
    grey = "#808080"
    assert all(distance(lab(grey), lab(grey, sight)) < 0.1 for sight in SIGHTS)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [  # from the test data of Sharma, Wu and Dalal (2005), table 1
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_ciede2000(a: tuple[float, ...], b: tuple[float, ...], expected: float) -> None:
    assert distance(a, b) == pytest.approx(expected, abs=1e-4) == distance(b, a)


def test_text_in_the_picture_is_readable() -> None:
    inks = set(re.findall(r'<text[^>]* fill="(#\w+)"', forms.svg(sample()).decode()))
    assert inks
    for ink in inks:
        full = "#" + "".join(c * 2 for c in ink[1:]) if len(ink) == 4 else ink
        assert contrast(full, PAPER) >= READABLE, ink


def test_families_of_types_have_shapes_too() -> None:
    assert len(set(SHAPES.values())) == 4 and set(SHAPES) == set(COLOURS)
