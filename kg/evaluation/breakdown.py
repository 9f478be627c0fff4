"""F1 by predicate and by page layout: what the scorer counts, page by page, laid out as tables.

A page's layout is taken from the page as read, in two ways. Its print:

- `columns`: lines wrapped within sentences, none longer than a column is wide, as PDF and OCR leave them;
- `Markdown`: it has marked headings;
- `web page`: navigation stands around the text;
- `paragraphs`: none of these.

And its articles: `one`, `several`, or `captions` where more have no headline than have one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from kg.config import Settings
from kg.evaluation.edges import GoldPages, scorer
from kg.extraction import extraction_form
from kg.model import Page, Predicate, RegionKind
from kg.reading import read_page
from kg.stages import extract

COLUMN = 60  # characters of the longest line that a column may have
WRAPPED = 0.6  # share of characters in lines that end within a sentence, from which a page is taken to be wrapped
ENDS = "。！？；”：…)）】"
FIGURES = ("mentions", "entities", "relations", "positions", "attributes")


@dataclass(slots=True)
class Counts:
    """What the scorer counted: right, predicted and gold items by figure or predicate; and of how many pages."""

    pages: int = 0
    tallies: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, tallies: dict[str, Any]) -> None:
        """Add the scorer's tallies of one page."""
        self.pages += 1
        for name, tally in tallies.items():
            for n, count in enumerate((tally.right, tally.predicted, tally.gold)):
                self.tallies[name][n] += count

    def f1(self, name: str) -> str:
        """F1 with three decimals, a dash where there is nothing to find and nothing was found."""
        right, predicted, gold = self.tallies[name]
        return f"{2 * right / (predicted + gold):.3f}" if predicted + gold else "–"

    def cells(self, name: str) -> str:
        """Precision, recall, F1 and the number of gold items."""
        right, predicted, gold = self.tallies[name]
        shares = [f"{right / whole:.3f}" if whole else "–" for whole in (predicted, gold)]
        return " | ".join((*shares, self.f1(name), str(gold)))


def printed(page: Page) -> str:
    """How a page is printed: columns, Markdown, web page or paragraphs."""
    lines = [line.strip() for line in page.text.split("\n") if line.strip()]
    inner = sum(len(line) for line in lines if line[-1] not in ENDS)
    if lines and max(map(len, lines)) <= COLUMN and inner >= WRAPPED * sum(map(len, lines)):
        return "columns"
    if any(line.startswith("#") for line in lines):
        return "Markdown"
    return "web page" if any(r.kind is RegionKind.NAVIGATION for r in page.regions) else "paragraphs"


def articles(page: Page) -> str:
    """What a page holds: one article, several, or captions."""
    titled = sum(bool(a.title) for a in page.articles)
    if len(page.articles) > 1 and titled < len(page.articles) - titled:
        return "captions"
    return "several" if len(page.articles) > 1 else "one"


def breakdown(score_file: Path, wanted: Iterable[GoldPages]) -> str:
    """Extract pages without seed knowledge, score them, and lay F1 out by predicate and by layout, as Markdown.

    Raises:
        InputError: a page cannot be read, or there is no scorer.
    """
    module = scorer(score_file)
    predicates = Counts()
    layouts: dict[str, defaultdict[str, Counts]] = {"print": defaultdict(Counts), "articles": defaultdict(Counts)}
    for path, pages in ((file, some.pages) for some in wanted for file in some.files):
        gold = msgspec.json.decode(path.read_bytes())
        page = read_page(pages / gold["page"], gold["page"])
        text = (pages / gold["page"]).read_text(encoding="utf-8")
        total: dict[str, Any] = defaultdict(module.Tally)
        by_predicate: dict[str, Any] = defaultdict(module.Tally)
        predicted = extraction_form(extract(page, Settings()))
        module.score_page(gold, text, predicted, total, defaultdict(module.Tally), by_predicate, [])
        predicates.add({**by_predicate, "relations": total["relations"], "positions": total["positions"]})
        for kind, name in (("print", printed(page)), ("articles", articles(page))):
            layouts[kind][name].add(total)
            layouts[kind]["all"].add(total)
    lines = ["| predicate | P | R | F1 | gold |", "|---|---|---|---|---|"]
    named = [p.value for p in Predicate if any(predicates.tallies[p.value])]
    lines += [f"| `{name}` | {predicates.cells(name)} |" for name in named]
    lines += [
        f"| post with its title | {predicates.cells('positions')} |",
        f"| all | {predicates.cells('relations')} |",
    ]
    for kind, found in layouts.items():
        lines += ["", f"| {kind} | pages | {' | '.join(FIGURES)} |", "|---|---|" + "---|" * len(FIGURES)]
        rows = [*sorted(name for name in found if name != "all"), "all"]
        lines += [f"| {n} | {found[n].pages} | {' | '.join(found[n].f1(x) for x in FIGURES)} |" for n in rows]
    return "\n".join(lines) + "\n"
