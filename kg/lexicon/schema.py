"""The columns of every table in kg/lexicon: one frozen dataclass each, and which table has which (`TABLES`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """references.tsv: phrases that stand for a thing without naming it."""

    phrase: str
    kind: str  # home company project place organization person titled event
    level: str  # 省 市 县 区 镇 …, or empty
    example: str


TABLES: dict[str, type] = {
    "references": ReferenceRow,
}
