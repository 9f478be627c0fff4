"""How sure a merge is: the share of merges of its kind that were right on annotated pages (resolution/merges.tsv)."""

from __future__ import annotations

from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import MergeRow
from kg.model import EntityType
from kg.resolution.trail import Join, Member, Synonym
from kg.resolution.words import plain

CODE = "code"  # both are one division, by its code
UNKNOWN = "other"
BY_NAME = ("city", "home", "name")  # rules that rest on the name: a person's says less than a company's
PERSON = ".person"


@cache
def shares() -> dict[str, float]:
    """The confidence of each kind of merge."""
    return {row.kind: row.confidence for row in table("resolution/merges", MergeRow)}


def kinds(join: Join, one: Member, other: Member, synonyms: dict[tuple[str, str], Synonym]) -> tuple[str, ...]:
    """What a merge rests on: a shared code, or the rule that united the two; the rule that took one name for another.

    Args:
        join: the merge.
        one: its first member.
        other: its second.
        synonyms: by city and name, those of the members' type.
    """
    rule = CODE if one.code and one.code == other.code and join.rule != "judged" else join.rule
    rule += PERSON if rule in BY_NAME and one.type is EntityType.PERSON else ""
    names = {plain(one.name), plain(other.name)}
    found = {s.rule for m in (one, other) if (s := synonyms.get((m.profile.city, plain(m.name)))) is not None}
    return (rule, *sorted(found)) if len(names) > 1 else (rule,)


def certainty(kinds: tuple[str, ...]) -> float:
    """How likely a merge is right, 0 to 1: as likely as the weakest that it rests on; judged ones are certain."""
    if "judged" in kinds:
        return 1.0
    return min(shares().get(kind, shares()[UNKNOWN]) for kind in kinds)
