"""Companies of one page: which short names are which companies, and what a bank's branch is called in full.

A short name is the core of a long one (甲乙 of 某县甲乙橡塑有限公司), perhaps with a word of industry or 集团. It is
taken for a long name that has its first two characters in a row and all its characters in order, if there is only one
such company on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.resolution.chains import Chain
from kg.resolution.words import banks, company_words, is_subsequence, plain, squeeze, strip_end, words


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company's name in its parts: `core` is what identifies it, without place, legal form and brackets."""

    name: str
    core: str
    place: str
    legal: bool  # prints a legal form
    bank: str  # short name of the bank, if it is one or its branch
    informal: bool = False  # prints no more of a legal form than that it is a company (甲乙公司)


def read_company(name: str, chain: Chain) -> CompanyName:
    """Take a company's name apart.

    Args:
        name: as printed.
        chain: the divisions at its head.
    """
    text = plain(name)
    for row in banks():
        if text.startswith(row.form):
            rest = text[len(row.form) :]
            for form in company_words("legal"):
                rest = rest.removeprefix(form) if len(rest) > len(form) else rest
            full = row.name if not rest or rest in company_words("legal") else row.short + rest
            return CompanyName(full, full, "", True, row.short)
    inside = text.find("（")
    right = text.find("）", inside)
    bare = text[:inside] + text[right + 1 :] if 0 <= inside < right else text
    cut = chain.divisions and chain.rest and chain.rest not in company_words("legal")  # 甲乙公司 is named 甲乙
    start = len(text) - len(chain.rest) if cut else 0
    core = bare[start:] if start < inside or inside < 0 else bare
    short = strip_end(core, company_words("legal"))
    legal = core[len(short) :]
    informal = legal in company_words("informal")
    return CompanyName(squeeze(name), short, text[:start], bool(legal), "", informal)


def same_company(short: CompanyName, long: CompanyName) -> bool:
    """Whether `short` may be a shorter name of `long`."""
    if short.bank or long.bank:  # a bank is not its branch
        return False
    if len(short.core) < 2 or len(short.core) > len(long.core):
        return False
    if long.core.startswith(short.core) and long.name.endswith(words("branch_ends")) and not short.bank:
        return short.name.endswith(words("branch_ends"))
    if short.place and long.place and short.place[:2] != long.place[:2]:
        return False
    if short.core == long.core:
        return True
    brand = strip_end(short.core, company_words("industry"))
    full = strip_end(long.core, company_words("industry"))
    if long.core.startswith(short.core):
        return not short.legal or short.core == full or (short.informal and short.core == brand_of(long.core))
    abbreviates = brand != short.core or (len(short.core) > 3 and long.core.startswith(short.core[:2]))
    return abbreviates and long.core.startswith(brand[:2]) and is_subsequence(short.core, long.core)


def brand_of(core: str) -> str:
    """A core without all its words of industry (甲乙轴承制造 → 甲乙)."""
    before = ""
    while before != core:
        before, core = core, strip_end(core, company_words("industry"))
    return core


def merge_companies(names: list[CompanyName]) -> list[tuple[int, int]]:
    """Pairs (short, long) of indices that are one company; a short name that fits several is paired with none."""
    index: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        index.setdefault(name.core[:2], []).append(i)
    pairs = []
    for i, short in enumerate(names):
        fits = [j for j in index[short.core[:2]] if j != i and len(names[j].name) > len(short.name)]
        fits = [j for j in fits if same_company(short, names[j])]
        cores = {names[j].core for j in fits}
        if fits and (len(fits) == 1 or len(cores) == 1 or _nested(sorted(cores, key=len))):
            pairs.append((i, max(fits, key=lambda j: (len(names[j].name), names[j].name))))
    return pairs


def _nested(cores: list[str]) -> bool:
    """Whether each core begins the next: then all are one company's."""
    return all(b.startswith(a) for a, b in pairwise(cores))


def branch_name(text: str, before: list[CompanyName]) -> str | None:
    """The full name of a branch printed without its bank (某县支行): that of the nearest bank before it."""
    if not text.endswith(words("branch_ends")):
        return None
    return next((c.bank + text for c in reversed(before) if c.bank), None)
