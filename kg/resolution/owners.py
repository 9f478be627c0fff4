"""The company that a project's name prints before what is built: 甲乙陶瓷有限公司|技改项目, 甲乙（某市）|数字产业园.

Read from the name alone, for a company that stands nowhere else on the page; where it does, its mention counts.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table
from kg.lexicon.divisions import divisions
from kg.lexicon.schema import CompanySuffixRow, ListedRow, NameWordRow, WordRow
from kg.model import EntityType
from kg.resolution.drafts import Drafts
from kg.resolution.words import plain

LEAST = 4  # characters of a name with its legal ending
AREAS = ("province", "city", "county")
REST = 2  # characters that must follow the company
BRACKET = re.compile(r"([^\W\d_]{2,6})（([^（）]{2,8})）(?=.{2})")


@cache
def legal() -> re.Pattern[str]:
    """Matches a name up to its first legal ending."""
    rows = [r.suffix for r in table("companies/suffixes", CompanySuffixRow) if r.kind in ("legal", "group", "plain")]
    ends = "|".join(map(re.escape, sorted(rows, key=lambda w: (-len(w), w))))
    return re.compile(rf"[^，。；、的]{{2,24}}?(?:{ends})")


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind about companies."""
    return frozenset(row.word for row in table("companies/words", NameWordRow) if row.kind == kind)


@cache
def brands() -> frozenset[str]:
    """Firms known by their short names that are no county's or city's."""
    listed = {row.short for row in table("companies/listed", ListedRow)}
    known = listed | words("known")
    return frozenset(name for name in known if len(name) > 1 and not is_area(name))


@cache
def everyday() -> frozenset[str]:
    """Words that name nothing."""
    return frozenset(row.word for row in table("everyday", WordRow))


def is_area(name: str) -> bool:
    """Whether a province, city or county is so called."""
    return any(division.level in AREAS for division in divisions().named(name))


def owner_of(name: str) -> str | None:
    """The company that a project's name begins with, or None."""
    match = legal().match(name)
    if match is not None and len(match[0]) >= LEAST and len(name) - match.end() >= REST:
        generic = any(match[0].endswith(word) and len(match[0]) < len(word) + 2 for word in words("generic"))
        return None if generic else match[0]
    match = BRACKET.match(name)
    if match is not None and is_area(match[2]) and match[1] not in everyday() and not is_area(match[1]):
        return match[1]
    return next((name[:n] for n in range(min(6, len(name) - REST), 1, -1) if name[:n] in brands()), None)


def add_project_owner(drafts: Drafts, name: str) -> None:
    """Add the company that a project is named after, unless the page has one of that name or with it in its name."""
    owner = owner_of(plain(name))
    if owner is None:
        return
    known = [plain(d.name) for d in drafts.items if d.type is EntityType.COMPANY]
    if not any(owner in other or other in owner for other in known):
        drafts.add(EntityType.COMPANY, owner, owner)
