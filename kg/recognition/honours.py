"""Names of honours: awards, recognised statuses, lists that carry honour; in quotes before 称号, or by pattern."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.schema import PatternRow
from kg.model import EntityType
from kg.recognition.candidates import propose, text_of
from kg.recognition.layout import inside, layout_of, unread
from kg.recognition.nounphrase import Layout
from kg.recognition.patterned import propose_patterns
from kg.recognition.signs import probability, signs

BIAS = -2.2  # log-odds of a quote of which nothing is known
QUOTES = frozenset("“”‘’")
LONGEST = 30  # characters in quotes
LEAST = 0.3  # a name less likely than this is not proposed
NEIGHBOURS = 12  # quotes of a row that are seen on either side
LISTED = 0.8  # score of a name in a list that words like 等称号 close
MEMBER = range(4, 24)  # characters that a name in such a list may have


@cache
def lists() -> re.Pattern[str]:
    """Matches lists of honours, the group `list` without what leads and closes them."""
    return re.compile("|".join(row.pattern for row in table("honours/contexts", PatternRow)))


class Honours:
    """spaCy component that proposes HONOUR names."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the honours of one document."""
        layout = layout_of(doc)
        propose_patterns(doc, layout, EntityType.HONOUR, "honours")
        self.quoted(doc, layout)
        self.listed(doc, layout)
        return doc

    def listed(self, doc: Doc, layout: Layout) -> None:
        """Propose the members of lists that say themselves that they are of honours."""
        skip = unread(doc)
        for match in lists().finditer(layout.text):
            left, right = match.span("list")
            at = left
            for end in range(left, right + 1):
                behind = right if end == right else layout.joined(end)
                if behind is None or inside(skip, at):
                    continue
                if end - at in MEMBER and not layout.bordered(at, end):
                    propose(doc, EntityType.HONOUR, at, end, LISTED, "honours:listed")
                at = behind

    def quoted(self, doc: Doc, layout: Layout) -> None:
        """Propose quotes that name an honour; what follows a row of quotes counts for each of them."""
        text, skip = text_of(doc), unread(doc)
        for right, left in sorted(layout.pairs.items(), key=lambda pair: pair[1]):
            if text[right] not in QUOTES or not 1 < right - left <= LONGEST or inside(skip, left):
                continue
            first, last = row_of_quotes(text, left, right)
            table = signs("honours/quoted")
            odds = BIAS + max(table.quoted(text, left, right), table.quoted(text, left, right, first, last))
            score = probability(odds)
            if score >= LEAST:
                propose(doc, EntityType.HONOUR, left, right + 1, score, "honours:quoted")


def row_of_quotes(text: str, left: int, right: int) -> tuple[int, int]:
    """The first opening and the last closing quote of the row (“甲”“乙”、“丙”) that a quoted stretch stands in."""
    first, last = left, right
    for _ in range(NEIGHBOURS):
        behind = last + 1 + (text[last + 1 : last + 2] == "、")
        closing = text.find("”", behind, behind + LONGEST) if text[behind : behind + 1] == "“" else -1
        if closing < 0:
            break
        last = closing
    for _ in range(NEIGHBOURS):
        before = first - 1 - (text[max(0, first - 1) : first] == "、")
        opening = text.rfind("“", max(0, before - LONGEST), before) if before > 0 and text[before] == "”" else -1
        if opening < 0:
            break
        first = opening
    return first, last


@Language.factory("kg_honours")
def make_honours(nlp: Language, name: str) -> Honours:
    """Registry entry of `Honours`."""
    return Honours()
