"""Where a page is at home: newspaper, datelines, headlines and places printed go in, one division comes out.

Every place printed lends weight to itself and to all divisions above it; the newspaper's name and datelines weigh
more. The city with the most weight is the branch; how deep home lies below it is told by the levels that the page
speaks of without naming them: 我县 and 县委 speak for a county's own site, 我市 and 市委 for a city's paper.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.config import Settings
from kg.errors import InputError
from kg.lexicon.divisions import Division, divisions
from kg.model import EntityType, Page, Recognition, RegionKind
from kg.resolution.chains import LONGEST, is_municipality, lineage, readings, seat
from kg.resolution.words import SPACE, codes, levels, patterns, plain
from kg.resolution.words import words as word_list

NEWSPAPER, DATELINE, TITLE, PRINTED = 8.0, 4.0, 2.0, 1.0  # weights of one witness, set by hand: any like them serve
SITE = 4.0  # a site's name in a source line or breadcrumb
ELSEWHERE = 3.0  # weight that a city must have in an article that is at home there and not where the page is
NAMED_FULL = 1.0  # the same where what lies there is printed by its full name
OUTSIDE = (RegionKind.SOURCE, RegionKind.NAVIGATION, RegionKind.OTHER)
ABROAD = 0.4  # share of its weight that a place keeps where somebody goes to (在甲市签约)
LEAST = 1.0  # weight below which no city is home: a company's name may hold any
SHARE = 0.6  # of a city's weight that one county must hold to be home where no level is spoken of
NAMED = (
    EntityType.PLACE,
    EntityType.ORG,
    EntityType.EVENT,
    EntityType.COMPANY,
    EntityType.DOCUMENT,
    EntityType.PROJECT,
)


@dataclass(frozen=True, slots=True)
class Witness:
    """One surface that may name divisions, with the weight it lends."""

    found: tuple[Division, ...]
    weight: float
    full: bool
    article: int | None = None
    oblique: bool = False  # where somebody goes (赴甲市考察)


def set_home(settings: Settings) -> Division | None:
    """The division that the user has set as home.

    Raises:
        InputError: the name or code is unknown, or the name is borne by several divisions of one level.
    """
    if not settings.home:
        return None
    by_code = divisions().by_code(settings.home)
    if by_code is not None:
        return by_code
    found = [d for d in divisions().named(plain(settings.home)) if d.level != "village"]
    order = ("province", "city", "county", "town")
    best = sorted(found, key=lambda d: (order.index(d.level), d.name != settings.home, d.code))
    if not best:
        raise InputError(f"no division is called {settings.home}", "--home", "Give its full name or its GB/T 2260 code")
    first = best[0]
    full = first.name == settings.home
    rivals = [d for d in best if d.level == first.level and (d.name == settings.home) == full]
    if len(rivals) > 1:
        choices = ", ".join(f"{d.code} {d.name}" for d in rivals[:6])
        raise InputError(f"{settings.home} names {len(rivals)} divisions", "--home", f"Give a code: {choices}")
    return best[0]


def set_province(settings: Settings) -> Division | None:
    """The province that the user has set for village names.

    Raises:
        InputError: no province has this name or code.
    """
    if not settings.province:
        return None
    by_code = divisions().by_code(settings.province)
    found = (by_code,) if by_code is not None else divisions().named(plain(settings.province))
    province = next((d for d in found if d.level == "province"), None)
    if province is None:
        problem = f"no province is called {settings.province}"
        raise InputError(problem, "--province", "Give a province's name or its GB/T 2260 code")
    return province


@dataclass(frozen=True, slots=True)
class Homes:
    """Where a page is at home, and those of its articles that are at home elsewhere (by index)."""

    page: Division | None
    articles: dict[int, Division]


def infer_homes(page: Page, recognition: Recognition, settings: Settings) -> Homes:
    """The page's home and the homes of articles about other cities: what the user set, else what the words say.

    An article is at home elsewhere when it never names the page's city or anything in it, and names another city,
    or what lies there, in its dateline or so often that it must be what 市 and 我市 mean in it.
    """
    chosen = set_home(settings)
    if chosen is not None:
        return Homes(chosen, {})
    witnesses = _witnesses(page, recognition)
    home = likeliest(witnesses, spoken_levels(recognition))
    city = seat(home) if home is not None else None
    articles: dict[int, Division] = {}
    for index in range(len(page.articles)):
        own = [w for w in witnesses if w.article == index and not w.oblique]
        least = NAMED_FULL if any(w.full for w in own) and not page.newspaper else ELSEWHERE
        if city is None or sum(w.weight for w in own) < least:
            continue
        below = _weigh([w for w in witnesses if w.article == index])[1]
        if below[city.code] > 0:
            continue
        found = likeliest(own, spoken_levels(recognition, page, index))
        other = seat(found) if found is not None else None
        if found is None or other is None or other.code == city.code or _weigh(own)[1][other.code] < least:
            continue
        articles[index] = found
    return Homes(home, articles)


def likeliest(witnesses: list[Witness], asked: Counter[str]) -> Division | None:
    """The home that witnesses and the levels spoken of make likeliest; None if they name no division."""
    direct, below = _weigh(witnesses)
    found = [d for c in sorted(below) if (d := divisions().by_code(c)) is not None]
    cities = [d.code for d in found if d.level == "city" or is_municipality(d)]
    if not cities:
        provinces = sorted(below, key=lambda c: (-below[c], c))
        return divisions().by_code(provinces[0]) if provinces else None
    best = divisions().by_code(min(cities, key=lambda c: (-round(below[c], 3), c)))
    if best is None or below[best.code] < LEAST:
        return None
    counties = [d for d in found if d.level == "county" and best.code in lineage(d.code)]
    county = min(counties, key=lambda d: (-round(below[d.code], 3), d.code), default=None)
    if county is None:
        return best
    share = below[county.code] / below[best.code] if below[best.code] else 0.0
    own, above = _level_word(county), _level_word(best)
    if own in asked and own == above:  # 市: a county-level city, or the city above it
        return county if share > SHARE and direct[county.code] > direct[best.code] else best
    if asked[above] and asked[own] <= asked[above]:
        return best
    if own in asked:
        return county if share > 0.5 else best
    return county if share > SHARE else best


def spoken_levels(recognition: Recognition, page: Page | None = None, article: int | None = None) -> Counter[str]:
    """How often a page, or one article of it, speaks of a level and names no division (我市, 县委): word → count."""
    asked: Counter[str] = Counter()

    def here(left: int) -> bool:
        return page is None or article_at(page, left) == article

    for reference in recognition.references:
        if reference.kind == "home" and reference.level and here(reference.left):
            asked[reference.level] += 1
    for mention in recognition.mentions:
        if mention.type in (EntityType.ORG, EntityType.EVENT) and here(mention.left):
            level = level_head(plain(mention.text))
            if level is not None:
                asked[level[1]] += 1
    for post in recognition.posts:
        if post.implied and post.place is None and post.level and here(post.left):
            asked[post.level] += 1
    return asked


def level_head(name: str) -> tuple[str, str] | None:
    """The level word at the head of a name and the level it speaks of (全市某会议 → 全市, 市); None for 市场监管局."""
    for word, level in levels():
        if name.startswith(word) and len(name) > len(word):
            if any(name.startswith(w, len(word) - len(level)) for w in word_list("level_blockers")):
                return None
            return word, level
    return None


def _level_word(division: Division) -> str:
    """The level word of a division's own name: 市 for 甲市."""
    return next((level for word, level in levels() if division.name.endswith(word) and word == level), "")


def article_at(page: Page, left: int) -> int | None:
    """Index of the article that an offset lies in, None for none."""
    region = page.region_at(left)
    return None if region is None else page.regions[region].article


def _witnesses(page: Page, recognition: Recognition) -> list[Witness]:
    found = []
    if page.newspaper:
        name = plain(page.newspaper)
        province = divisions().by_code(codes("newspapers").get(name, ""))
        if province is not None:
            found.append(Witness((province,), NEWSPAPER, True))
        else:
            found += _head(name, NEWSPAPER)
    else:
        found += _marks(page)
    for index, article in enumerate(page.articles):
        if article.place:
            found += _head(plain(article.place), DATELINE, article=index)
    titles = [(r.left, r.right) for r in page.regions if r.kind is RegionKind.TITLE]
    spans = iter(titles)
    span = next(spans, None)
    for mention in recognition.mentions:
        while span is not None and span[1] <= mention.left:
            span = next(spans, None)
        if mention.type in NAMED:
            in_title = span is not None and span[0] <= mention.left
            index_here = article_at(page, mention.left)
            oblique = page.clean[max(0, mention.left - 3) : mention.left].endswith(word_list("destinations"))
            weight = (TITLE if in_title else PRINTED) * (ABROAD if oblique else 1)
            found += _head(plain(mention.text), weight, mention.type is EntityType.PLACE, index_here, oblique)
    return found


def _marks(page: Page) -> list[Witness]:
    """The divisions that the names of sites and hosts hold, outside all articles: the surest site counts once."""
    found: list[Witness] = []
    for region in page.regions:
        if region.article is not None or region.kind not in OUTSIDE:
            continue
        text = SPACE.sub("", page.clean[region.left : region.right])
        for pattern in patterns("site_marks"):
            for match in pattern.finditer(text):
                groups = match.groupdict()
                before, after = groups.get("before") or "", groups.get("after") or ""
                shown = [before[i:] for i in range(len(before) - 1)] + [after[:i] for i in range(len(after), 1, -1)]
                known = next((r for s in shown if not divisions().is_common(s) and (r := readings(s))), None)
                if known is not None and all(w.found != known for w in found):
                    found.append(Witness(known, SITE, False))
    return found


def _head(
    name: str, weight: float, is_place: bool = True, article: int | None = None, oblique: bool = False
) -> list[Witness]:
    """The divisions at the head of a name, each inside the one before. A short name in a longer one is weak."""
    witnesses: list[Witness] = []
    rest, above = name, None
    while rest:
        for length in range(min(len(rest), LONGEST), 1, -1):
            found = readings(rest[:length])
            if above is not None:
                found = tuple(d for d in found if any(c in lineage(d.code)[1:] for c in above))
            full = any(d.name == rest[:length] for d in found)
            if found and (full or length == len(rest) or not rest.startswith(word_list("road_words"), length)):
                certain = full or (is_place and length == len(rest)) or bool(above)
                if is_place and not certain and name.endswith(word_list("road_words")):
                    return witnesses  # 甲北路 may be in any city
                witnesses.append(Witness(found, weight if certain else weight / 2, full, article, oblique))
                rest, above = rest[length:], {d.code for d in found}
                break
        else:
            break
    return witnesses


def _weigh(witnesses: list[Witness]) -> tuple[defaultdict[str, float], defaultdict[str, float]]:
    """Weight of each division by its own name, and with all that lies in it. A surface's readings share its weight."""
    direct: defaultdict[str, float] = defaultdict(float)
    below: defaultdict[str, float] = defaultdict(float)
    for witness in witnesses:
        best_level = min(("province", "city", "county", "town").index(d.level) for d in witness.found)
        found = [d for d in witness.found if ("province", "city", "county", "town").index(d.level) == best_level]
        if best_level < 2:  # a city's short name is hardly ever the like-named county's
            weight, shared = witness.weight, found
        else:
            weight, shared = witness.weight / len(witness.found), list(witness.found)
        for division in shared:
            direct[division.code] += weight
            for code in lineage(division.code):
                below[code] += weight
    return direct, below
