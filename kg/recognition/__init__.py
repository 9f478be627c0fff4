"""Recognition: a `Page` goes in, a `Recognition` (mentions, references, posts) comes out.

`assembly.py` builds the spaCy pipeline from `config.cfg`; each family of names has a component of its own that proposes
candidates; `arbiter.py` alone decides which stand. Chinese words live in kg/lexicon, never here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import EntityType, Mention, Page, Recognition, RegionKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@lru_cache(maxsize=4)
def language(disable: tuple[str, ...] = ()) -> Language:
    """The recognition pipeline as a spaCy `Language`, built once a process for each set of disabled components.

    Raises:
        InputError: a component to disable does not exist.
    """
    from kg.recognition.assembly import load_language

    nlp = load_language(disable)
    unknown = sorted(set(disable) - set(nlp.component_names))
    if unknown:
        raise InputError(f"no component is called {unknown[0]!r}", "--disable", f"Use {', '.join(nlp.component_names)}")
    return nlp


@lru_cache(maxsize=4)
def model_alone(standard: str) -> Language:
    """The trained model by itself, under one standard, built once a process.

    Raises:
        InputError: there is no such standard, or the model is missing.
    """
    from spacy.util import load_model

    from kg.recognition.assembly import LONGEST
    from kg.recognition.tagger import MODEL
    from kg.recognition.tagging import STANDARDS

    if standard not in STANDARDS:
        raise InputError(f"no standard is called {standard!r}", "", f"Use {', '.join(sorted(STANDARDS))}")
    nlp = load_model(MODEL.parent, config={"components": {"kg_tagger": {"standard": standard}}})
    nlp.max_length = LONGEST
    return nlp


def recognise(page: Page, disable: tuple[str, ...] = (), known: tuple[tuple[EntityType, str], ...] = ()) -> Recognition:
    """Find the names, references and posts of one page.

    Args:
        page: the page as read.
        disable: names of pipeline components to leave out.
        known: names with their types that the user's seed tables list.
    """
    return collect(page, decided(page, disable, known))


def decided(page: Page, disable: tuple[str, ...] = (), known: tuple[tuple[EntityType, str], ...] = ()) -> Doc:
    """One page as the pipeline leaves it; arguments as for `recognise`. `doc._.decisions` says why each name stands."""
    nlp = language(disable)
    doc = nlp.make_doc(page.clean)
    doc._.regions = list(page.regions)
    doc._.authors = author_spans(page)
    doc._.known = known
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def author_spans(page: Page) -> list[tuple[int, int]]:
    """Where the names of bylines stand in `page.clean`, sorted."""
    wanted = {a.start: a for article in page.articles for a in article.authors}
    spans = []
    for left, start in enumerate(page.at):
        author = wanted.get(start)
        if author and page.clean[left] != "\n":
            right = left
            while right < len(page.at) and page.at[right] < author.end and page.clean[right] != "\n":
                right += 1
            spans.append((left, right))
    return sorted(set(spans))


def in_text(page: Page, left: int, right: int) -> bool:
    """Whether a stretch of `page.clean` lies in one region that is read for names."""
    region = page.region_at(left)
    if region is None or page.regions[region].kind is RegionKind.NAVIGATION:
        return False
    return right <= page.regions[region].right


def credits(page: Page, left: int) -> bool:
    """Whether an offset of `page.clean` lies in a line of sources or authors, where a place is but part of a site."""
    region = page.region_at(left)
    return region is not None and page.regions[region].kind in (RegionKind.SOURCE, RegionKind.BYLINE)


def collect(page: Page, doc: Doc) -> Recognition:
    """Turn a decided document into values: mentions in the file's offsets, posts and officials by mention index."""
    from kg.recognition.standing import standing_posts

    mentions: list[Mention] = []
    index: dict[tuple[int, int], int] = {}
    for c in doc._.candidates:
        if not in_text(page, c.left, c.right) or (c.type is EntityType.PLACE and credits(page, c.left)):
            continue
        start, end = page.span(c.left, c.right)
        index[c.left, c.right] = len(mentions)
        text = "".join(page.text[start:end].split())
        mentions.append(Mention(EntityType(c.type), c.left, c.right, start, end, text, c.rule, round(c.score, 3)))
    posts = standing_posts(doc._.posts, mentions, doc._.references)
    officials = sorted({index[span] for span in doc._.officials if span in index})
    return Recognition(tuple(mentions), tuple(doc._.references), posts, tuple(officials))
