"""The named pieces of regular expressions that the relation rules share (relations/fragments.tsv)."""

from __future__ import annotations

from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import RelationFragment


@cache
def fragments() -> dict[str, str]:
    """The expressions by name."""
    return {f.name: f.expression for f in table("relations/fragments", RelationFragment)}
