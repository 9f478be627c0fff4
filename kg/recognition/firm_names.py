"""Names that the page shows beyond doubt settle doubtful ones: 陈华 behind a title makes 陈华 of 陈华逐一走访.

A firm name is proposed wherever it stands again; a name of the model alone that only lengthens a firm one is dropped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Doc

from kg.model import EntityType
from kg.recognition.candidates import Candidate, propose, text_of
from kg.recognition.naming import naming_of
from kg.recognition.phrases import Phrases

FIRM = 0.8  # candidates of the rules below with at least this score are firm
FIRM_RULES = frozenset(("post_grammar", "official_group", "name_list", "byline"))
AGAIN = 0.93  # standing of a firm name where it occurs again
DOUBTED_RULE = "name_model"
THINGS = frozenset((EntityType.PROJECT, EntityType.PROGRAM, EntityType.EVENT, EntityType.ORG, EntityType.COMPANY))
RULE = "firm_name"


def settle(doc: Doc) -> None:
    """Propose firm names again and drop their lengthened rivals."""
    text, candidates = text_of(doc), doc._.candidates
    firm = firm_names(text, candidates)
    if not firm:
        return
    naming = naming_of(doc)
    doc._.candidates = [c for c in candidates if not lengthens(text, c, firm)]
    for left, right, _ in Phrases((name, name) for name in sorted(firm)).find(text):
        if not (naming.cuts_word(left) and naming.cuts_word(right)):
            propose(doc, EntityType.PERSON, left, right, AGAIN, RULE)


def without_posts(
    candidates: Iterable[Candidate], posts: Iterable[tuple[int, int]], names: Iterable[int]
) -> list[Candidate]:
    """The candidates but for names of things that would run over a whole post with its holder, or begin with one.

    Args:
        candidates: what is proposed.
        posts: title and name of sure holders, as offsets.
        names: where the names of sure holders begin that stand behind their titles.
    """
    ends, begins = dict(posts), frozenset(names)
    starts = sorted(ends)

    def runs_over(c: Candidate) -> bool:
        at = bisect_left(starts, c.left)
        return at < len(starts) and ends[starts[at]] <= c.right and c.right - c.left > ends[starts[at]] - starts[at]

    return [c for c in candidates if c.type not in THINGS or not (c.left in begins or runs_over(c))]


def firm_names(text: str, candidates: Iterable[Candidate]) -> frozenset[str]:
    """Names that the grammar, a list or a byline shows."""
    return frozenset(
        text[c.left : c.right]
        for c in candidates
        if c.type is EntityType.PERSON and c.score >= FIRM and c.rule in FIRM_RULES and c.right - c.left > 1
    )


def lengthens(text: str, candidate: Candidate, firm: frozenset[str]) -> bool:
    """Whether a candidate of the model alone is a firm name with a character more."""
    if candidate.rule != DOUBTED_RULE or candidate.type is not EntityType.PERSON:
        return False
    name = text[candidate.left : candidate.right]
    return name not in firm and any(name[:size] in firm for size in range(2, len(name)))
