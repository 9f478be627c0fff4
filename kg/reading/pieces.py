"""Paragraphs in, pieces of a page out: headline, byline, body, caption, source line, navigation. Features decide.

- what a line says by itself: bylines, lead-ins, captions, source and navigation lines have patterns;
- how it ends: bodies end with a stop, or run on; headlines do not;
- how long it is: what is longer than a headline or holds a stop or many commas inside is body;
- what stands around it: a short line without a stop is the rest of a body's sentence if the line before fills its
column and runs on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.model import Author
from kg.reading.bylines import SURE, Lead, lead_in, names_of, parse_byline, signature
from kg.reading.names import split_names
from kg.reading.paragraphs import LONGEST_HEADLINE, SENTENCE_END, SLACK, SLACK_MORE, Paragraph, is_furniture
from kg.reading.patterns import pattern
from kg.reading.squeezed import Squeezed, join, width

SHORTEST_CAPTION = 6
LONGEST_LEADER = 14  # characters of a headline's first line that ends with a colon
LONGEST_SHOUT = 24  # a headline that ends with ？ or ！
LONGEST_FURNITURE = 100
LONGEST_CAPTION = 200
BULLET = re.compile("[■□]")
MENU = 6  # words from which a row of them is a menu
RUNS_ON = re.compile(r"[，、：,]$")
HARD_STOP = re.compile(r"[。；]|[，,].*[，,].*[，,]")


class Kind(StrEnum):
    """What a piece is."""

    HEAD = "head"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    SOURCE = "source"
    NAVIGATION = "navigation"
    LABEL = "label"  # 编后, 导读: says what kind of text follows
    SECTION = "section"  # 往期回顾 and the like: what follows is another article


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a page. `end` is where a signature begins in its text (its length if it has none)."""

    kind: Kind
    text: Squeezed
    level: int = 0
    group: int = 0
    end: int = 0
    lead: Lead | None = None
    authors: tuple[Author, ...] = ()
    signed: bool = False  # ends with a signature: nothing of the article comes after it
    photo: bool = False  # a photographer's credit
    bullet: bool = False
    continues: bool = False  # a byline that goes on from the one before (通讯员 … on a line of its own)
    torn: bool = False  # its last sentence does not end
    column: float = 0.0
    filled: bool = False
    space: int = 0  # empty lines before it
    indent: float = 0.0
    shout: bool = False  # ends with ！ or ？ and may be either headline or body

    @property
    def start_offset(self) -> int:
        """Offset of its first character in the file."""
        return self.text.at[0]


def pieces(found: list[Paragraph]) -> list[Piece]:
    """Classify paragraphs one by one, then by what stands around them."""
    classified = [piece for paragraph in found for piece in classify(paragraph)]
    return settle(classified)


def classify(p: Paragraph) -> Iterator[Piece]:
    """Say what one paragraph is by its own looks. A byline that runs into a body becomes a piece of its own."""
    text, s = p.text, p.text.text
    base = Piece(
        Kind.BODY, text, p.level, p.group, len(text),
        column=p.column, filled=p.filled, space=p.space, indent=p.indent,
    )  # fmt: skip
    if pattern("section").match(s):
        yield replace(base, kind=Kind.SECTION)
        return
    if pattern("label").match(s):
        yield replace(base, kind=Kind.LABEL)
        return
    byline = parse_byline(text)
    if byline:
        authors = byline.in_file(text)
        yield replace(
            base, kind=Kind.BYLINE, authors=authors, photo=byline.photo, bullet=byline.bullet,
            continues=byline.first_role and not byline.bullet,
        )  # fmt: skip
        return
    if len(s) <= LONGEST_FURNITURE and not p.level and is_furniture(s):
        if pattern("source").search(s) or (pattern("issue").search(s) and len(s) < 60):
            yield replace(base, kind=Kind.SOURCE, authors=labelled_authors(text))
        else:
            yield replace(base, kind=Kind.NAVIGATION)
        return
    if is_list(text):
        names = split_names(text, 0, len(text))
        yield replace(base, kind=Kind.BODY if names and names.cost <= SURE else Kind.NAVIGATION)
        return
    split = headed_byline(text)
    if split:
        head, authors = split
        yield replace(base, kind=Kind.HEAD, text=text.part(0, head), end=head)
        rest = text.part(head, len(text))
        yield replace(base, kind=Kind.BYLINE, text=rest, end=len(rest), authors=authors, bullet=True, space=0)
        return
    inner = inner_lead(text)
    lead = None if inner else lead_in(text)
    if inner:
        head, authors = inner
        yield replace(base, kind=Kind.BYLINE, text=text.part(0, head), end=head, authors=authors, bullet=True)
        text = text.part(head, len(text))
        s = text.text
        base = replace(base, text=text, end=len(text), space=0)
        lead = lead_in(text)
    signed = signature(text)
    if signed:
        end, found = signed
        base = replace(base, end=end, authors=found.in_file(text), signed=True, photo=found.photo)
    marked = len(s) >= SHORTEST_CAPTION and pattern("caption").match(s)
    credit = bool(signed and signed[1].photo and not lead and len(s) <= LONGEST_CAPTION)
    if (marked or credit) and not p.level and (base.end or not signed):
        yield replace(base, kind=Kind.CAPTION)
    elif signed and base.end == 0:
        yield replace(base, kind=Kind.BYLINE, end=len(text), signed=True)
    elif lead:
        authors = lead.byline.in_file(text) if lead.byline else ()
        yield replace(base, lead=lead, authors=authors + base.authors, torn=not ends(s[: base.end]))
    elif is_headline(s, p.level):
        yield replace(base, kind=Kind.HEAD, shout=ends(s))
    else:
        yield replace(base, torn=not ends(s[: base.end]))


def ends(s: str) -> bool:
    """Whether a text ends a sentence."""
    return bool(SENTENCE_END.search(s[-8:]))


def is_headline(s: str, level: int) -> bool:
    """Whether a paragraph may be a headline by its own looks."""
    if level:
        return len(s) <= 2 * LONGEST_HEADLINE and not (len(s) > LONGEST_HEADLINE and ends(s))
    if len(s) > LONGEST_HEADLINE or pattern("list_item").match(s) or HARD_STOP.search(s) or RUNS_ON.search(s):
        return False
    return not ends(s) or (len(s) <= LONGEST_SHOUT and s[-1] in "！？!?")


def is_list(text: Squeezed) -> bool:
    """Whether a line is a row of many short words, as menus are."""
    if len(text) > LONGEST_FURNITURE or HARD_STOP.search(text.text) or ends(text.text):
        return False
    borders = sorted(text.blanks)
    sizes = sorted(b - a for a, b in zip([0, *borders], [*borders, len(text)], strict=True))
    return len(sizes) >= MENU and sizes[len(sizes) // 2] in (2, 3, 4) and sizes[0] > 1


def labelled_authors(text: Squeezed) -> tuple[Author, ...]:
    """Authors that a source line names, as in 作者：李明 王小红 发布时间."""
    authors: list[Author] = []
    for hit in pattern("author_label").finditer(text.text):
        stop = pattern("author_stop").search(text.text, hit.start("names"), hit.end("names"))
        names = names_of(text, hit.start("names"), stop.start() if stop else hit.end("names"))
        role = hit["label"] if pattern("role").match(hit["label"]) else ""
        for a, b in names.spans if names else ():
            authors.append(Author(text.text[a:b], role, text.at[a], text.at[b - 1] + 1))
    return tuple(authors)


def inner_lead(text: Squeezed) -> tuple[int, tuple[Author, ...]] | None:
    """Where a byline that begins a paragraph ends, if a body follows, as in □记者 李明 报道 本报临江讯."""
    hit = pattern("byline_run").match(text.text[:120])
    if not hit:
        return None
    for stop in sorted({hit.end(), *(i for i in range(4, 60) if text.gap(i))}, reverse=True):
        if stop < len(text) - 12 and (stop == hit.end() or lead_in(text.part(stop, len(text)))):
            byline = parse_byline(text.part(0, stop))
            if byline:
                return stop, byline.in_file(text)
    return None


def headed_byline(text: Squeezed) -> tuple[int, tuple[Author, ...]] | None:
    """Where a byline begins in the line of its headline, as in 柳河镇修路 □记者 李明 报道."""
    for mark in BULLET.finditer(text.text, 4, 2 * LONGEST_HEADLINE):
        rest = text.part(mark.start(), len(text))
        byline = parse_byline(rest)
        if byline and is_headline(text.text[: mark.start()], 0):
            return mark.start(), byline.in_file(rest)
    return None


def settle(found: list[Piece]) -> list[Piece]:
    """Decide what only the neighbours can tell."""
    result: list[Piece] = []
    for i, piece in enumerate(found):
        before = result[-1] if result else None
        after = found[i + 1] if i + 1 < len(found) else None
        result.append(settled(piece, before, after))
    return joined_captions(result)


def settled(piece: Piece, before: Piece | None, after: Piece | None) -> Piece:
    """One piece in the light of the ones before and after."""
    if piece.kind is Kind.BODY and leads_headline(piece, before, after):
        return replace(piece, kind=Kind.HEAD, torn=False)
    if piece.kind is not Kind.HEAD or piece.level:
        return piece
    torn = before is not None and before.kind is Kind.BODY and before.torn
    if after is not None and opens_column(piece, after):
        return replace(piece, kind=Kind.BODY, torn=True)
    goes_on = after is not None and after.kind is Kind.BODY and not after.lead
    if (
        goes_on
        and after is not None
        and before is not None
        and before.kind is Kind.BODY
        and (torn or before.group == piece.group)
    ):
        columns = [p.column for p in (before, after) if p.column]
        if (piece.column and piece.filled) or any(fills(piece.text, c) for c in columns):
            return replace(piece, kind=Kind.BODY, torn=True)
    if (
        piece.shout
        and (before is None or before.kind is Kind.BODY)
        and (after is None or (after.kind is Kind.BODY and not after.lead))
    ):
        return replace(piece, kind=Kind.BODY)
    return piece


def leads_headline(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    """Whether a short line that ends with a colon is the first line of a headline: 柳河开发区：/ 开足马力."""
    goes_on = after is not None and after.kind is Kind.HEAD and after.group == piece.group
    first = before is None or before.group < piece.group
    return goes_on and first and piece.text.text.endswith("：") and len(piece.text) <= LONGEST_LEADER


def fills(text: Squeezed, column: float) -> bool:
    """Whether a text is one line that fills a column."""
    return column - column * SLACK - SLACK_MORE <= width(text.text) <= column + SLACK_MORE


def opens_column(piece: Piece, after: Piece) -> bool:
    """Whether a line is the indented first one of a paragraph that an empty line tore: it goes on without indent."""
    goes_on = after.kind is Kind.BODY and not after.lead and after.group > piece.group
    full = fills(piece.text, after.column) or (piece.column > 0 and piece.filled)
    return goes_on and piece.indent >= 1 > after.indent and full


def joined_captions(found: list[Piece]) -> list[Piece]:
    """Make the short paragraph before a photographer's credit a caption, or add the credit to the caption there."""
    result: list[Piece] = []
    for piece in found:
        before = result[-1] if result else None
        if piece.kind is Kind.BYLINE and piece.photo and before is not None and not before.authors and not before.lead:
            short = before.kind is Kind.BODY and len(before.text) <= LONGEST_CAPTION and before.group >= piece.group - 1
            if before.kind is Kind.CAPTION or (short and not (len(result) > 1 and result[-2].kind is Kind.BODY)):
                text = join([before.text, piece.text])
                result[-1] = replace(
                    before,
                    kind=Kind.CAPTION,
                    text=text,
                    end=before.end,
                    authors=piece.authors,
                    signed=True,
                    photo=True,
                    torn=False,
                )
                continue
        result.append(piece)
    return result
