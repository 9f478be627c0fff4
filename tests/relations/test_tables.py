"""Every row of the pattern tables fits its own example, and the tables are sound."""

from __future__ import annotations

from kg.lexicon import table
from kg.lexicon.schema import AttributeTrigger, RelationFragment, RelationPattern
from kg.model import Predicate
from kg.relations.patterns import compile_row, find
from kg.relations.scene import set_scene
from tests.relations.marked import build

TABLES = ("undertakings", "programs", "events", "visits", "honours", "membership", "places")


def test_every_row_fits_its_example() -> None:
    missed = []
    for name in TABLES:
        for row in table(f"relations/{name}", RelationPattern):
            marked = build(row.example)
            scene = set_scene(marked.page, marked.recognition, marked.resolution)
            if not any(m.pattern.id == row.id for line in scene.lines for m in find(name, line)):
                missed.append((name, row.id, row.example))
    assert not missed


def test_rows_are_sound() -> None:
    for name in TABLES:
        rows = table(f"relations/{name}", RelationPattern)
        assert len({r.id for r in rows}) == len(rows)
        for row in rows:
            pattern = compile_row(row)
            assert pattern.predicate in Predicate
            assert 0.5 <= row.confidence <= 1
            assert pattern.subjects or not pattern.elided


def test_fragments_have_names_of_their_own() -> None:
    rows = table("relations/fragments", RelationFragment)
    assert len({r.name for r in rows}) == len(rows)


def test_attribute_rows_have_ids_of_their_own() -> None:
    rows = table("relations/attributes", AttributeTrigger)
    assert len({r.id for r in rows}) == len(rows)
