"""The tables of kg/lexicon/events, honours and documents: names found by regular expression."""

from __future__ import annotations

from kg.lexicon.schema.shared import NamePatternRow, PatternRow, SignRow

TABLES: dict[str, type] = {
    "documents/leads": PatternRow,
    "documents/patterns": NamePatternRow,
    "events/follows": PatternRow,
    "events/generic": PatternRow,
    "events/leads": PatternRow,
    "events/patterns": NamePatternRow,
    "honours/leads": PatternRow,
    "honours/patterns": NamePatternRow,
    "honours/quoted": SignRow,
}
