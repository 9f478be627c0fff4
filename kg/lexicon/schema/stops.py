"""The tables of kg/lexicon/stops."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.schema.shared import PatternRow


@dataclass(frozen=True, slots=True)
class StopHeadRow:
    """stops/heads.tsv: nouns that the names of stops end in."""

    head: str
    type: str  # an EntityType
    shortest: int  # characters of the name's own before it
    owned: bool  # whether the place in front belongs to the name
    example: str


TABLES: dict[str, type] = {
    "stops/heads": StopHeadRow,
    "stops/verbs": PatternRow,
    "stops/behind": PatternRow,
    "stops/ahead": PatternRow,
    "stops/generic": PatternRow,
    "stops/refused": PatternRow,
}
