"""Component `kg_posts`: what the post grammar reads becomes candidates for names, bodies, posts and officials."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.schema import ExampleRow
from kg.model import EntityType, Reference
from kg.recognition.candidates import PostCandidate, propose, refer, text_of
from kg.recognition.firm_names import settle, without_posts
from kg.recognition.naming import Name, naming_of
from kg.recognition.phrases import Phrases
from kg.recognition.post_grammar import CLEAR, Chain, PostGrammar, Seat

RULE = "post_grammar"
HOLDER_FLOOR, HOLDER_CEILING = 0.7, 0.99  # standing of a name behind a title
KNOWN = 0.92  # standing of a body that another recogniser proposed too
BODY_SCORE = 0.8  # of an organ that only its ending and the title behind it show


@cache
def official_groups() -> Phrases[str]:
    """Words that call the names before or after them officials (市领导)."""
    return Phrases((row.word, row.word) for row in table("people/official_groups", ExampleRow))


class Posts:
    """Runs the grammar over one document."""

    def __call__(self, doc: Doc) -> Doc:
        """Add candidates, posts, references and officials."""
        text = text_of(doc)
        naming = naming_of(doc)
        grammar = PostGrammar(text, doc._.candidates, naming, article_borders(doc))
        proposed: set[tuple[int, int]] = set()
        referred = {(r.left, r.right) for r in doc._.references}
        officials: set[tuple[int, int]] = set(doc._.officials)
        chains = grammar.chains()
        sure = [(c.seats[-1].title.left, n.right) for c in chains for n in c.names[:1] if n.chance >= CLEAR]
        titled = [n.left for c in chains for n in c.names[:1] if n.chance >= CLEAR and n.left >= c.right]
        doc._.candidates = without_posts(doc._.candidates, [(a, b) for a, b in sure if a < b], titled)
        for chain in chains:
            for name in chain.names:
                score = max(HOLDER_FLOOR, min(HOLDER_CEILING, name.chance))
                propose(doc, EntityType.PERSON, name.left, name.right, score, RULE)
                if any(seat.public for seat in chain.seats):
                    officials.add((name.left, name.right))
            for seat in chain.seats:
                for body in () if seat.distant else seat.bodies[:1]:
                    if (body.left, body.right) not in proposed:
                        proposed.add((body.left, body.right))
                        propose(doc, body.type, body.left, body.right, KNOWN if body.proposed else BODY_SCORE, RULE)
                if seat.reference and seat.reference[:2] not in referred:
                    referred.add(seat.reference[:2])
                    left, right, kind, level = seat.reference
                    refer(doc, Reference(kind, text[left:right], left, right, level))
                for name in chain.names:
                    doc._.posts.extend(post_candidates(chain, seat, name))
        for left, right, _ in official_groups().find(text):
            for name in (
                grammar.holders.after(right, False)
                or grammar.holders.announced(right)
                or grammar.holders.list_before(left)
            ):
                propose(doc, EntityType.PERSON, name.left, name.right, max(HOLDER_FLOOR, name.chance), "official_group")
                officials.add((name.left, name.right))
        doc._.officials = sorted(officials)
        settle(doc)
        return doc


def article_borders(doc: Doc) -> list[int]:
    """Where the articles of a page begin, titles included."""
    borders: list[int] = []
    before: int | None = None
    for region in doc._.regions or ():
        if region.article != before:
            borders.append(region.left)
            before = region.article
    return borders


def post_candidates(chain: Chain, seat: Seat, name: Name) -> list[PostCandidate]:
    """One post of one holder: a candidate for each rival body, none for a seat whose body is unknown."""
    left, right = min(seat.left, name.left), max(seat.title.right, name.right)
    holder, status = (name.left, name.right), seat.title.status or chain.status
    if seat.bodies:
        return [
            PostCandidate(
                holder,
                seat.text,
                status,
                (b.left, b.right),
                None,
                None,
                None,
                "",
                left if seat.distant else min(left, b.left),
                right,
            )
            for b in seat.bodies
        ]
    if seat.reference:
        span = seat.reference[:2]
        return [PostCandidate(holder, seat.text, status, None, span, None, None, "", min(left, span[0]), right)]
    if seat.implied:
        return [PostCandidate(holder, seat.text, status, None, None, seat.implied, seat.place, seat.level, left, right)]
    return []


@Language.factory("kg_posts")
def make_posts(nlp: Language, name: str) -> Posts:
    """Registry entry of `Posts`."""
    return Posts()
