"""The tables of kg/lexicon/phrases."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.schema.shared import WordRow


@dataclass(frozen=True, slots=True)
class BorderRow:
    """phrases/borders.tsv: what stands before a noun phrase that ends in a head (项目, 行动 …)."""

    pattern: str  # regular expression without groups of its own
    kind: str  # verb light particle list soft count owner join inside
    example: str


TABLES: dict[str, type] = {
    "phrases/borders": BorderRow,
    "phrases/verbs": WordRow,
}
