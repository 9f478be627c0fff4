"""The small word lists of the relation rules (relations/words.tsv), by the role that the words play."""

from __future__ import annotations

from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import RelationWord


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of one role, longest first."""
    found = {w.word for w in table("relations/words", RelationWord) if w.role == role}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


def plain(name: str) -> str:
    """A name without what long official forms add (中共, 人民), for comparing how names begin."""
    for word in (*words("chinese_party"), *words("long_form")):
        name = name.replace(word, "")
    return name
