"""The patterns of reading, from kg/lexicon/reading/patterns.tsv, compiled once a process."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import ReadingPatternRow


@cache
def pattern(name: str) -> re.Pattern[str]:
    """All rows of the table with this name as one expression; to be matched on squeezed text."""
    rows = [row.pattern for row in table("reading/patterns", ReadingPatternRow) if row.name == name]
    return re.compile(rows[0] if len(rows) == 1 else "|".join(f"(?:{row})" for row in rows))
