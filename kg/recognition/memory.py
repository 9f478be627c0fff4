"""Memory: names that are firm somewhere on a page are proposed wherever they stand on it, and short forms of them.

Reads the candidates of all recognisers, appends its own a little below their source. Short forms: a company without
place, legal ending and trade (泰丰面业 and 泰丰 of 清河泰丰面业有限公司), or with 集团 or 公司 instead; an
organisation without its place (便民服务大厅 of 清河县便民服务大厅) if that is long enough to be no everyday phrase.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.matcher import Matcher
from kg.lexicon.schema import CompanySuffixRow, NameWordRow
from kg.model import EntityType
from kg.recognition.arbiter import decide
from kg.recognition.candidates import Candidate, propose
from kg.recognition.ground import Ground, ground

FIRM, LIKELY = 0.72, 0.55  # candidates, and among them projects, from here are remembered
STEP = 0.03  # what a repetition is worth less than its source
SHORT_FORM, BRAND_FORM = 0.8, 0.66  # short forms with and without a trade or 集团
BARE_BODY, BARE_LENGTH = 0.7, 6  # organisations without their place, and how long they must be
REMEMBERED = frozenset({EntityType.COMPANY, EntityType.ORG, EntityType.PLACE, EntityType.PROJECT})
FORGOTTEN = ("place.division", "place.short", "place.known", "org.level", "org.known", "org.attached")


@dataclass(frozen=True, slots=True)
class Memo:
    """A name to look for."""

    type: EntityType
    score: float
    rule: str


@cache
def legal_endings() -> tuple[str, ...]:
    """Legal endings of companies, longest first."""
    rows = [r.suffix for r in table("companies/suffixes", CompanySuffixRow) if r.kind in ("legal", "group", "plain")]
    return tuple(sorted(rows, key=lambda s: (-len(s), s)))


@cache
def words(*kinds: str) -> tuple[str, ...]:
    """The words of some kinds about companies, longest first."""
    found = {row.word for row in table("companies/words", NameWordRow) if row.kind in kinds}
    return tuple(sorted(found, key=lambda s: (-len(s), s)))


def stem(name: str, endings: tuple[str, ...]) -> str:
    """The name without its ending."""
    return next((name[: -len(e)] for e in endings if name.endswith(e) and len(name) > len(e)), name)


def company_forms(g: Ground, c: Candidate) -> dict[str, float]:
    """Short forms of a company's full name, with scores."""
    name = g.text[c.left : c.right]
    full = stem(name, legal_endings())
    if full == name:
        return {}
    left = g.chain(c.left)
    core = full[left - c.left :] if left < c.left + len(full) else full
    bracket = core.find("（")
    if bracket >= 0:
        core = core[:bracket] + core[core.find("）") + 1 :]
    forms: dict[str, float] = {}
    brand = core
    while True:
        shorter = stem(brand, words("trade", "weak", "scope"))
        if shorter == brand or len(shorter) < 2:
            break
        forms[brand] = SHORT_FORM
        brand = shorter
    end = c.left + name.find(brand) + len(brand)
    if 2 <= len(brand) <= 4 and not g.plain(end - len(brand), end):
        for ending in words("tail"):
            forms[brand + ending] = SHORT_FORM
        forms[brand] = BRAND_FORM
        if len(core) > len(brand) + 2:  # brand and first trade: 泰丰面业 of 泰丰面业制造
            forms.setdefault(core[: len(brand) + 2], SHORT_FORM)
    forms[full] = SHORT_FORM
    forms.setdefault(core, SHORT_FORM)
    return {form: score for form, score in forms.items() if len(form) >= 2 and form not in words("generic")}


def remembered(g: Ground, firm: list[Candidate]) -> dict[str, Memo]:
    """What the firm names of a page give to look for; a name as printed goes before a form made from another."""
    memos: dict[str, Memo] = {}
    places = {g.text[c.left : c.right - 1] for c in firm if c.type is EntityType.PLACE and c.right - c.left > 2}
    for c in firm:
        name = g.text[c.left : c.right]
        if c.rule not in FORGOTTEN and len(name) >= 3:
            score = round(c.score - STEP, 3)
            if name not in memos or memos[name].score < score:
                memos[name] = Memo(c.type, score, "memory.name")
    for c in firm:
        if c.type is EntityType.COMPANY:
            for form, score in company_forms(g, c).items():
                if form in places:
                    continue  # a company named after its town: the bare name is the town's
                memos.setdefault(form, Memo(c.type, score, "memory.short"))
        if c.type is EntityType.ORG:
            at = g.chain(c.left)
            if at > c.left and c.right - at >= BARE_LENGTH:
                memos.setdefault(g.text[at : c.right], Memo(c.type, BARE_BODY, "memory.body"))
    return memos


class Memory:
    """spaCy component that repeats firm names."""

    def __init__(self, threshold: float = 0.5) -> None:
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Propose the firm names of one document again wherever they stand."""
        g = ground(doc)
        chosen = decide(doc._.candidates, self.threshold)
        firm = [
            c for c in chosen if c.type in REMEMBERED and c.score >= (LIKELY if c.type is EntityType.PROJECT else FIRM)
        ]
        memos = remembered(g, firm)
        lefts = [c.left for c in firm]
        for left, right, memo in Matcher(sorted(memos.items())).find(g.text):
            if not g.open[left] and g.text[left] not in "“‘":
                continue
            holder = bisect_right(lefts, left) - 1
            if holder >= 0 and right <= firm[holder].right:
                continue
            if right - left < 4 and memo.rule != "memory.name" and (g.crossed[left] or g.crossed[right]):
                continue
            propose(doc, memo.type, left, right, memo.score, memo.rule)
        return doc


@Language.factory("kg_memory", default_config={"threshold": 0.5})
def make_memory(nlp: Language, name: str, threshold: float) -> Memory:
    """Registry entry of `Memory`."""
    return Memory(threshold)
