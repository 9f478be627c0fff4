"""A stream in, a `Page` out: pieces are arranged into articles, and everything is written into one clean text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.model import Article, Author, Page, Region, RegionKind
from kg.reading import dates
from kg.reading.gaps import separate_captions
from kg.reading.layout import Draft, arrange
from kg.reading.lines import groups
from kg.reading.paragraphs import page_paragraphs
from kg.reading.pieces import Kind, Piece, pieces
from kg.reading.rendering import Sheet, halves, outside, paired, words_only
from kg.reading.sentences import sentences
from kg.reading.skipped import skipped
from kg.reading.squeezed import Squeezed
from kg.reading.stream import Stream

FLOW = (Kind.HEAD, Kind.BYLINE, Kind.BODY, Kind.CAPTION, Kind.SECTION)
OUTSIDE = {
    Kind.SOURCE: RegionKind.SOURCE,
    Kind.HEAD: RegionKind.OTHER,
    Kind.LABEL: RegionKind.OTHER,
    Kind.BYLINE: RegionKind.BYLINE,
}
RUNS_ON_TITLE = ("—", "：", "，", "、")


@dataclass(frozen=True, slots=True)
class Item:
    """A thing to be written: an article's pieces, or one piece outside all articles; `order` is its offset."""

    order: int
    kind: RegionKind
    titles: tuple[Piece, ...] = ()
    bylines: tuple[Squeezed, ...] = ()
    bodies: tuple[Piece, ...] = ()
    authors: tuple[Author, ...] = ()


def make_page(text: str, stream: Stream, name: str, digest: str, encoding: str) -> Page:
    """Cut a stream into articles and write the page.

    Args:
        text: the file's own text.
        stream: what of it is seen.
        name: the page's name in the build; may tell the issue date.
        digest: SHA-256 of the file.
        encoding: how it was decoded.
    """
    found = pieces(page_paragraphs(list(groups(stream))))
    items = outline(found)
    issued = dates.issue_date(found, name)
    year = dates.year_of_text("".join(p.text.text for p in found if p.kind is Kind.BODY))
    sheet = Sheet(text)
    regions: list[Region] = []
    articles: list[Article] = []
    for item in items:
        number = len(articles) if item.bodies else None
        for kind, write in writers(item):
            if len(sheet):
                sheet.separate(0)
            left = len(sheet)
            write(sheet)
            if left and left < len(sheet):
                sheet.at[left - 1] = sheet.at[left]
            regions.append(Region(kind, number, left, len(sheet)))
        if item.bodies:
            articles.append(article(item, issued, year))
    clean = paired(sheet.text())
    at = tuple(sheet.at)
    return Page(
        name=name,
        digest=digest,
        encoding=encoding,
        text=text,
        clean=clean,
        at=at,
        newspaper=dates.newspaper(found),
        issue_date=issued,
        articles=tuple(articles),
        regions=tuple(regions),
        sentences=sentences(clean, regions),
        skipped=skipped(text, at),
    )


def outline(found: list[Piece]) -> list[Item]:
    """Articles, captions and what belongs to neither, in page order."""
    flow = [p for p in found if p.kind in FLOW or (p.kind is Kind.SOURCE and p.authors)]
    flow, captions = separate_captions(flow)
    items = [article_item(draft) for draft in arrange(flow)] + [caption_item(c) for c in captions]
    if not items:
        loose = [p for p in found if p.kind is Kind.HEAD] or [p for p in found if p.kind is not Kind.SECTION] or found
        if loose:
            items = [article_item(Draft(bodies=loose))]
    used = {p.start_offset for item in items for p in (*item.titles, *item.bodies)}
    used |= {b.at[0] for item in items for b in item.bylines}
    for piece in found:
        if piece.start_offset not in used:
            kind = OUTSIDE.get(piece.kind, RegionKind.NAVIGATION)
            items.append(Item(piece.start_offset, kind, (piece,), authors=piece.authors))
    return with_known_roles(sorted(items, key=lambda item: item.order))


def with_known_roles(items: list[Item]) -> list[Item]:
    """Give authors who are printed without a role the one that another byline of the page prints for them."""
    known: dict[str, set[str]] = {}
    for item in items:
        for author in item.authors:
            known.setdefault(author.name, set()).update({author.role} - {""})
    return [
        replace(
            item,
            authors=tuple(
                replace(a, role=next(iter(known[a.name]))) if not a.role and len(known[a.name]) == 1 else a
                for a in item.authors
            ),
        )
        for item in items
    ]


def article_item(draft: Draft) -> Item:
    """An article as a thing to be written."""
    bodies = tuple(draft.bodies)
    bylines = [b for run in draft.runs for b in run.bylines]
    authors = [a for run in draft.runs for a in run.authors] + [a for p in bodies for a in p.authors]
    tails = [p.text.part(p.end, len(p.text)) for p in bodies if p.end < len(p.text)]
    order = min(p.start_offset for p in (*draft.titles, *bylines, *bodies))
    signed = tuple(sorted([b.text for b in bylines] + tails, key=lambda t: t.at[0]))
    return Item(order, RegionKind.BODY, tuple(draft.titles), signed, bodies, unique(authors))


def caption_item(piece: Piece) -> Item:
    """A caption that stands alone."""
    tail = (piece.text.part(piece.end, len(piece.text)),) if piece.end < len(piece.text) else ()
    return Item(piece.start_offset, RegionKind.BODY, (), tail, (piece,), unique(list(piece.authors)))


def unique(authors: list[Author]) -> tuple[Author, ...]:
    """Each name once, with a role if it is printed with one, in page order."""
    best: dict[str, Author] = {}
    for author in sorted(authors, key=lambda a: (not a.role, a.start)):
        best.setdefault(author.name, author)
    return tuple(sorted(best.values(), key=lambda a: a.start))


def writers(item: Item):  # type: ignore[no-untyped-def]
    """(kind, function that writes it) of each region of an item."""
    names = [(a.start, a.end) for a in item.authors]
    if not item.bodies:
        piece = item.titles[0]
        yield item.kind, lambda sheet: sheet.write(piece.text, outside(piece.text, names))
        return
    for title in item.titles:
        yield RegionKind.TITLE, lambda sheet, t=title: sheet.write(t.text, halves(t.text))
    for byline in item.bylines:
        yield RegionKind.BYLINE, lambda sheet, b=byline: sheet.write(b, outside(b, names))
    yield RegionKind.BODY, lambda sheet: write_body(sheet, item.bodies, names)


def write_body(sheet: Sheet, bodies: tuple[Piece, ...], names: list[tuple[int, int]]) -> None:
    """Write bodies: one paragraph a line, torn ones joined."""
    torn = False
    for i, piece in enumerate(bodies):
        text = piece.text.part(0, piece.end)
        joined = torn and piece.kind is Kind.BODY and not piece.lead
        if i and not joined:
            sheet.separate(text.at[0])
        keep = outside(text, names, 1, piece.lead.end) if piece.lead else words_only(text)
        sheet.write(text, keep, joined)
        torn = piece.torn


def article(item: Item, issued: str | None, year: int | None) -> Article:
    """The article that an item is."""
    bodies = item.bodies
    first = bodies[0]
    lead = next((p.lead for p in bodies if p.lead), None)
    body = first.text.text[lead.end if lead and first.lead else 0 : first.end]
    day = dates.dateline(body, lead.date if lead else None, issued, year)
    end = max(p.text.at[p.end - 1] + 1 for p in bodies)
    start = min(p.start_offset for p in bodies)
    return Article(title_of(item.titles), item.authors, day, lead.place if lead else None, start, end)


def title_of(titles: tuple[Piece, ...]) -> str:
    """A headline's parts as one line."""
    title = ""
    for piece in titles:
        s, keep = piece.text, halves(piece.text)
        part = "".join((" " if s.gap(i) and keep(i) else "") + ch for i, ch in enumerate(s.text))
        title += ("" if not title or title.endswith(RUNS_ON_TITLE) else " ") + part
    return paired(title)
