"""From a page to an extraction: the stages in their order, nothing else."""

from __future__ import annotations

from pathlib import Path

from kg.config import Settings
from kg.model import Attribute, Extraction, Page, Recognition, Relation, Resolution
from kg.reading import read_page
from kg.recognition import recognise
from kg.relations import relate
from kg.resolution import resolve_page
from kg.resolution.seeds import load_seeds


def extract(page: Page, settings: Settings = Settings()) -> Extraction:  # noqa: B008  frozen
    """Read everything that one page says: a pure function of the page and the settings.

    Args:
        page: the page, from `kg.reading.read_page` or `read_text`.
        settings: what the user has set.
    """
    known = load_seeds(settings.seeds).names() if settings.seeds else ()
    recognition = recognise(page, settings.disable, known)
    resolution = resolve_page(page, recognition, settings)
    return extraction_of(page, recognition, resolution, relate(page, recognition, resolution))


def extraction_of(
    page: Page,
    recognition: Recognition,
    resolution: Resolution,
    related: tuple[tuple[Relation, ...], tuple[Attribute, ...]],
) -> Extraction:
    """What the stages found on one page, as one value. `related` is what `relate` gives."""
    relations, attributes = related
    return Extraction(
        page=page.name,
        digest=page.digest,
        encoding=page.encoding,
        characters=len(page.text),
        newspaper=page.newspaper,
        issue_date=page.issue_date,
        home=resolution.home,
        articles=page.articles,
        mentions=recognition.mentions,
        entities=resolution.entities,
        relations=relations,
        attributes=attributes,
        skipped=page.skipped,
        changes=resolution.changes,
    )


def extract_file(path: Path, name: str, settings: Settings = Settings()) -> Extraction:  # noqa: B008  frozen
    """`extract` on a file. `name` is the page's name in the build.

    Raises:
        InputError: the file is not a readable page of text.
    """
    return extract(read_page(path, name), settings)
