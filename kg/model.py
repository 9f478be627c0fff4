"""The nouns of the project: frozen, slotted values that cross the borders between rooms. Nothing else does.

Two kinds of offsets, never mixed, all ends exclusive:

- `start`, `end` are character offsets into `Page.text`, the file's own decoded text. All that is public uses these.
- `left`, `right` are character offsets into `Page.clean`, the text that recognition, resolution and relations read:
  line wraps joined, OCR blanks removed, punctuation in one width. `Page.span(left, right)` leads back to the file.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class EntityType(StrEnum):
    """What a thing is. The first six are the core types."""

    PERSON = "PERSON"
    COMPANY = "COMPANY"
    ORG = "ORG"
    PLACE = "PLACE"
    PROJECT = "PROJECT"
    PROGRAM = "PROGRAM"
    EVENT = "EVENT"
    HONOUR = "HONOUR"
    DOCUMENT = "DOCUMENT"


class Predicate(StrEnum):
    """What a relation asserts between its subject and its object."""

    POSITION = "position"
    LOCATED_IN = "located_in"
    PART_OF = "part_of"
    UNDERTAKES = "undertakes"
    IMPLEMENTS = "implements"
    PARTICIPATES_IN = "participates_in"
    INSPECTED = "inspected"
    ATTENDED = "attended"
    ORGANISED = "organised"
    FINANCES = "finances"
    RECEIVED = "received"
    ISSUED = "issued"
    FOUNDED = "founded"
    COOPERATES_WITH = "cooperates_with"
    REPLACED_BY = "replaced_by"  # this and the next are of a corpus, never of a page
    SUCCEEDED_BY = "succeeded_by"


class RegionKind(StrEnum):
    """What a stretch of a page is."""

    TITLE = "title"  # headline, shoulder or sub-headline of an article
    BYLINE = "byline"  # authors printed outside the body
    BODY = "body"  # an article's text; a lead-in like 本报讯（记者 …） belongs to it
    SOURCE = "source"  # newspaper, issue date, source and editors' lines
    OTHER = "other"  # text that belongs to no article, still read
    NAVIGATION = "navigation"  # breadcrumbs, buttons, click ranks: kept for coverage, never read for names


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of `Page.clean`. Regions are in reading order, do not overlap, and are parted by a line feed."""

    kind: RegionKind
    article: int | None  # index into Page.articles
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Author:
    """Who signed an article: `role` is 记者, 通讯员 or empty. `name` is printed without inner blanks."""

    name: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article or stand-alone picture caption (title "") of a page. `start`, `end` span its body in the file."""

    title: str
    authors: tuple[Author, ...]
    date: str | None  # ISO date of the dateline; year from the issue date or file name
    place: str | None  # place of the dateline as printed: 聊城 of 本报聊城讯
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body, title or other region, in offsets of `Page.clean`, closing quotes included."""

    region: int  # index into Page.regions
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch of the file that was read but not used, and why (navigation, no letters, …)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: `at[i]` is the offset in `text` of the character `clean[i]`, which may differ in width."""

    name: str  # path relative to the input given, with forward slashes: unique in a build
    digest: str  # SHA-256 of the file's bytes, hexadecimal
    encoding: str
    text: str
    clean: str
    at: tuple[int, ...]
    newspaper: str | None
    issue_date: str | None  # ISO date
    articles: tuple[Article, ...]
    regions: tuple[Region, ...]
    sentences: tuple[Sentence, ...]
    skipped: tuple[Skipped, ...]

    def span(self, left: int, right: int) -> tuple[int, int]:
        """Offsets in the file of `clean[left:right]`, which must lie in one region and hold a character."""
        return self.at[left], self.at[right - 1] + 1

    def evidence(self, left: int, right: int) -> Evidence:
        """The stretch of the file behind `clean[left:right]`, as evidence."""
        start, end = self.span(left, right)
        region = self.region_at(left)
        return Evidence(None if region is None else self.regions[region].article, start, end, self.text[start:end])

    def region_at(self, left: int) -> int | None:
        """Index of the region that holds a character of `clean`, by bisection; None between regions."""
        i = bisect_right(self.regions, left, key=lambda region: region.left) - 1
        return i if i >= 0 and left < self.regions[i].right else None


# --- recognition ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A name on the page. `rule` is the recogniser that proposed it, `score` its standing against rivals (0 to 1)."""

    type: EntityType
    left: int
    right: int
    start: int
    end: int
    text: str  # as printed, without white space
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase that stands for a thing without naming it (该公司, 我市, 他, 张主任): an argument, never a mention.

    `kind` is a key of kg/lexicon/references.tsv: home (我市 全市 …), company, project, place, organization, person,
    titled (张主任), event.
    `level` is the division level that a home or place reference names (省 市 县 区 镇 乡 村 街道), else empty.
    """

    kind: str
    text: str
    left: int
    right: int
    level: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One post that the post grammar read: holder, title, and the body, however it is given.

    Exactly one of `body`, `reference`, `implied` is set: a mention (市人大常委会), a reference (该公司), or the kind
    of body that a title implies (常务副市长 → government). For an implied body `place` is the mention of its place
    (卓资县县长 → 卓资县), or None for the page's home at `level` (市长 → 市).
    """

    holder: int  # index into Recognition.mentions, a PERSON
    title: str
    status: str  # "", "former" or "proposed"
    body: int | None
    reference: int | None
    implied: str | None
    place: int | None
    level: str
    left: int  # evidence: from the body to the holder's name
    right: int


@dataclass(frozen=True, slots=True)
class Recognition:
    """What recognition found on one page. `officials` are persons called so without a post (市领导刘某)."""

    mentions: tuple[Mention, ...]  # sorted by left, flat
    references: tuple[Reference, ...]  # sorted by left
    posts: tuple[Post, ...]  # sorted by left
    officials: tuple[int, ...]  # indices into mentions


# --- resolution and relations --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of one page. `id` is unique on the page (e1, e2 …), `code` its division code (places, GB/T 2260)."""

    id: str
    type: EntityType
    name: str  # canonical
    aliases: tuple[str, ...]  # every surface, as printed without white space, sorted; the name too if printed
    official: bool
    code: str | None
    mentions: tuple[int, ...]  # indices into Recognition.mentions, none for an entity the page implies
    ordinary: bool = False  # a person whom the page calls a villager, a reader … and gives no post


@dataclass(frozen=True, slots=True)
class Change:
    """What a page says of a name: `former`, in full `known`, became `name` on `since`: an ISO date or none."""

    entity: str
    former: str
    known: str
    name: str
    since: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who on one page: an entity id for each mention, reference and post, None where it stays open."""

    home: str | None  # division code of the page's home place
    entities: tuple[Entity, ...]
    of_mention: tuple[str, ...]
    of_reference: tuple[str | None, ...]
    of_post: tuple[str | None, ...]  # the body that the post is held in
    homes: dict[int, str] = field(default_factory=dict)  # code of the home of articles that have another, by index
    changes: tuple[Change, ...] = ()  # of names, as the page tells them


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretch of a page that shows something: `quote == page.text[start:end]`, always."""

    article: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What one page asserts between two of its entities. Qualifiers are as printed, empty when not given.

    `date` is the time as printed; `since`, `until` bound when it happened, or when a post is said to be held: ISO days,
    months or years, empty where open or unknown. `score` is what the rule claims of its matches, `confidence` how
    likely the edge holds (kg/relations/README.md).
    """

    subject: str
    predicate: Predicate
    object: str
    evidence: Evidence
    rule: str
    confidence: float
    title: str = ""
    status: str = ""
    role: str = ""
    amount: str = ""
    date: str = ""
    score: float = 0.0
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A literal fact: `value` as printed, `number` in `unit` (4600万元 → 46000000 CNY), None where it is no number.

    `since`, `until` bound a value that is a time, as in `Relation`.
    """

    subject: str
    name: str  # investment capacity annual_output revenue profit tax jobs date staff loan area other
    value: str
    number: float | None
    unit: str
    evidence: Evidence
    rule: str
    confidence: float
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one page: a pure function of the page and the settings."""

    page: str
    digest: str
    encoding: str
    characters: int
    newspaper: str | None
    issue_date: str | None
    home: str | None
    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    attributes: tuple[Attribute, ...]
    skipped: tuple[Skipped, ...]
    changes: tuple[Change, ...] = ()


# --- the graph -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """An article of the corpus. `id` is `<page name>#<number>`, numbered from 1 in page order."""

    id: str
    page: str
    digest: str  # of the page
    title: str
    authors: tuple[Author, ...]
    date: str | None
    newspaper: str | None
    issue_date: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Witness:
    """One place in the corpus that shows a fact. `source` is None for text outside every article."""

    page: str
    source: str | None
    start: int
    end: int
    quote: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Node:
    """One thing of the corpus. `id` is its readable, unique key (`person:刘文强`), from which IRIs are made."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    official: bool
    code: str | None
    longitude: float | None
    latitude: float | None
    mentions: int
    sources: tuple[str, ...]  # ids of the articles that mention it
    shared_name: str | None = None  # the bare id that homonyms share, if there are any


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation of the corpus with all that shows it. Dates are ISO; first and last are the observation's bounds.

    Apart from observation, `since` and `until` bound when it happened or is said to hold, as days, months or years.
    `within` is the body that a succession is in: an id of a node, else empty.
    """

    id: str  # content hash of all but the witnesses
    subject: str
    predicate: Predicate
    object: str
    title: str
    status: str
    role: str
    amount: str
    number: float | None
    unit: str
    date: str
    first: str | None
    last: str | None
    confidence: float
    witnesses: tuple[Witness, ...]
    since: str = ""
    until: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One attribute of the corpus with all that shows it; `since`, `until` bound a value that is a time."""

    id: str
    subject: str
    name: str
    value: str
    number: float | None
    unit: str
    confidence: float
    witnesses: tuple[Witness, ...]
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class PageReport:
    """What became of one page: counts are characters, but for mentions, relations and attributes."""

    page: str
    digest: str
    encoding: str
    characters: int
    in_articles: int
    in_mentions: int
    articles: int
    mentions: int
    entities: int
    relations: int
    attributes: int
    newspaper: str | None
    issue_date: str | None
    home: str | None
    skipped: tuple[Skipped, ...]
    error: str | None = None  # why the page was refused; then all counts are zero
