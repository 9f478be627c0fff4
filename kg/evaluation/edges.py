"""Predicted edges of pages that have gold, each right or wrong as the scorer sees it.

The scorer is asked about one edge at a time, so nothing of its matching is written a second time: an edge is right if
it counts as a right relation, and a post only if its title is right too.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from kg.config import Settings
from kg.errors import InputError
from kg.extraction import extraction_form
from kg.model import Predicate
from kg.relations.calibration import standings
from kg.stages import extract_file


@dataclass(frozen=True, slots=True)
class GoldPages:
    """Annotated pages: gold files, each of which names a file in the folder `pages`."""

    files: tuple[Path, ...]
    pages: Path


@dataclass(frozen=True, slots=True)
class JudgedEdge:
    """One edge that the pipeline read."""

    page: str  # stem of the gold file
    predicate: Predicate
    rule: str
    score: float  # what the rule claims
    ends: float | None  # the lower standing of those ends that a mention names, None if none does
    implied: bool  # whether an end is named by no mention
    confidence: float  # what the run claims
    right: bool


def gold_pages(text: str) -> GoldPages:
    """Read an argument GOLD:PAGES; GOLD is a folder or a pattern of files (`gold/n*.json`).

    Raises:
        InputError: there is no such folder, or no gold file.
    """
    gold, _, pages = text.rpartition(":")
    path = Path(gold)
    files = sorted(path.glob("*.json") if path.is_dir() else path.parent.glob(path.name))
    if not gold or not files or not Path(pages).is_dir():
        raise InputError("not gold files and a folder of pages", text, "Give GOLD:PAGES, as 'gold/w*.json:pages'")
    return GoldPages(tuple(files), Path(pages))


@cache
def scorer(path: Path) -> ModuleType:
    """The scorer as a module, from its file.

    Raises:
        InputError: it is not there, or has no function `score_page`.
    """
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise InputError("no scorer here", str(path), "Give the path of score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not hasattr(module, "score_page"):
        raise InputError("the scorer has no function score_page", str(path), "Give the path of score.py")
    return module


def judged_edges(wanted: Iterable[GoldPages], score_file: Path) -> Iterator[JudgedEdge]:
    """Extract pages without seed knowledge, and judge each of their edges.

    Raises:
        InputError: a page cannot be read, or there is no scorer.
    """
    module = scorer(score_file)
    for path, pages in ((file, some.pages) for some in wanted for file in some.files):
        gold = msgspec.json.decode(path.read_bytes())
        extraction = extract_file(pages / gold["page"], gold["page"], Settings())
        text = (pages / gold["page"]).read_text(encoding="utf-8")
        form = extraction_form(extraction)
        standing = standings(extraction.mentions, extraction.entities, -1.0)
        for edge, row in zip(extraction.relations, form["relations"], strict=True):
            ends = [standing[edge.subject], standing[edge.object]]
            yield JudgedEdge(
                page=path.stem,
                predicate=edge.predicate,
                rule=edge.rule,
                score=edge.score,
                ends=min((e for e in ends if e >= 0), default=None),
                implied=min(ends) < 0,
                confidence=edge.confidence,
                right=is_right(module, gold, text, form, row),
            )


def is_right(module: ModuleType, gold: Any, text: str, form: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether the scorer finds one edge right, all entities as predicted."""
    alone = {**form, "relations": [row], "attributes": [], "articles": []}
    total: defaultdict[str, Any] = defaultdict(module.Tally)
    by_type: defaultdict[str, Any] = defaultdict(module.Tally)
    by_predicate: defaultdict[str, Any] = defaultdict(module.Tally)
    module.score_page(gold, text, alone, total, by_type, by_predicate, [])
    figure = "positions" if row["predicate"] == Predicate.POSITION.value else "relations"
    return bool(total[figure].right)
