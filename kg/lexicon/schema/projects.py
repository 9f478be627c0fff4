"""The tables of kg/lexicon/projects."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.schema.shared import GenericRow, PatternRow, SignRow


@dataclass(frozen=True, slots=True)
class ProjectHeadRow:
    """projects/heads.tsv: words that end the name of a project."""

    head: str
    weight: float  # log-odds
    needs: str  # "cue": only when words behind it say that it is being built
    example: str


TABLES: dict[str, type] = {
    "projects/capacities": PatternRow,
    "projects/contexts": PatternRow,
    "projects/generic": GenericRow,
    "projects/heads": ProjectHeadRow,
    "projects/signs": SignRow,
}
