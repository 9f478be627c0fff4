"""The tables of kg/lexicon/events, honours and documents: names found by regular expression."""

from __future__ import annotations

from kg.lexicon.schema.shared import NamePatternRow, PatternRow, SignRow

TABLES: dict[str, type] = {
    "documents/leads": PatternRow,
    "documents/patterns": NamePatternRow,
    "events/cuts": PatternRow,
    "events/follows": PatternRow,
    "events/generic": PatternRow,
    "events/joined": PatternRow,
    "events/joins": PatternRow,
    "events/leads": PatternRow,
    "events/own": PatternRow,
    "events/patterns": NamePatternRow,
    "events/prefixes": PatternRow,
    "honours/leads": PatternRow,
    "honours/contexts": PatternRow,
    "honours/patterns": NamePatternRow,
    "honours/quoted": SignRow,
}
