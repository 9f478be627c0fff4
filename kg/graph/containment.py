"""Which place lies in which, by division codes alone.

Codes are those of GB/T 2260 for province, city and county, and the statistical codes below them.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import EntityType, Node

LENGTHS = (2, 4, 6, 9, 12)  # digits that name a province, city, county, township, village


def ancestry(code: str) -> tuple[str, ...]:
    """The codes above a division code, nearest first, each cut to its meaningful digits.

    >>> ancestry("371521"), ancestry("370000"), ancestry("371521101000")
    (('3715', '37'), (), ('371521', '3715', '37'))
    """
    core = significant(code)
    return tuple(core[:length] for length in reversed(LENGTHS) if length < len(core))


def significant(code: str) -> str:
    """A code without the zeros that fill it: 371500 → 3715, 371521101000 → 371521101."""
    length = len(code)
    for shorter in reversed(LENGTHS):
        if shorter < length and not code[shorter:].strip("0"):
            length = shorter
    return code[:length]


def containers(nodes: Iterable[Node]) -> dict[str, str]:
    """For each place with a code, the id of the nearest place of the graph that contains it, if there is one.

    Two places with one code (homonyms left apart) contain nothing, for none can be told from the other.
    """
    places = [n for n in nodes if n.type is EntityType.PLACE and n.code and n.code.isdigit()]
    holders: dict[str, list[str]] = {}
    for node in places:
        holders.setdefault(significant(node.code or ""), []).append(node.id)
    result = {}
    for node in places:
        for code in ancestry(node.code or ""):
            if len(holders.get(code, ())) == 1:
                result[node.id] = holders[code][0]
                break
    return result
