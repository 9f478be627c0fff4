"""Groups of lines in, paragraphs out: which line ends are the writer's, and which only the column's.

A line that fills its column and does not end a sentence goes on in the next line. How wide the column is, is seen
from the lines
around: the second widest of up to nine (the widest may be an accident), so a page may mix columns. A line is full
when it lacks at most an eighth of the column, and two characters more (punctuation is pressed together or pushed over
by typesetters). A full line that does end a sentence also goes on, if lines of the group show that it is set in a
column and the next line is not indented. Whatever is by its looks a piece of its own (a byline, a lead-in, a
caption's mark, a source line) is never joined to what stands before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading.bylines import BULLETS, lead_in, parse_byline
from kg.reading.lines import Line
from kg.reading.patterns import pattern
from kg.reading.squeezed import Squeezed, join

SENTENCE_END = re.compile(r"[。！？!?…；][”’）》」』\"']*$")
SLACK, SLACK_MORE = 1 / 8, 2.0
WIDEST_COLUMN = 70.0  # in Chinese characters: lines longer than this are paragraphs, not lines of a column
AROUND = 4
LONGEST_LABEL = 90
MOST_LABEL_LINES = 6
LONGEST_HEADLINE = 46
LEAST_TEXT = 60


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a line that stands alone."""

    text: Squeezed
    level: int
    group: int  # number of the group of lines it comes from
    column: float  # width of the column it is set in, 0 if it is not known to be in one
    filled: bool  # its last line fills the column
    space: int = 0  # empty lines before it
    indent: float = 0.0  # of its first line, in Chinese characters


def page_paragraphs(groups: list[list[Line]]) -> list[Paragraph]:
    """Cut all groups of a page into paragraphs."""
    airy = sum(is_text(group) for group in groups) >= 2
    return [p for number, group in enumerate(groups) for p in paragraphs(group, number, airy)]


def is_text(group: list[Line]) -> bool:
    """Whether a group is running text: long, with a line that ends a sentence."""
    return sum(len(line.text) for line in group) >= LEAST_TEXT and any(ends(line) for line in group)


def ends(line: Line) -> bool:
    """Whether a line ends a sentence."""
    return bool(SENTENCE_END.search(line.text.text[-8:]))


def paragraphs(group: list[Line], number: int, airy: bool) -> list[Paragraph]:
    """Cut one group of lines into paragraphs.

    Args:
        group: the lines.
        number: the group's number on the page.
        airy: whether the page parts its pieces by empty lines, so that a group of text holds no headline below its
            first line.
    """
    columns = [column(group, i) for i in range(len(group))]
    whole = one_label(group, columns)
    if whole is not None:
        return [Paragraph(whole, group[0].level, number, 0, False, group[0].space)]
    found: list[Paragraph] = []
    run = [group[0]]
    set_in_column = sum(joins(group, i, columns, False) for i in range(len(group) - 1)) >= 2
    for i, line in enumerate(group[1:]):
        long = airy or sum(len(x.text) for x in run[:LONGEST_HEADLINE]) > LONGEST_HEADLINE
        runs_on = len(run) > 1 and long and not ends(run[-1])
        if joins(group, i, columns, set_in_column, runs_on) or open_bracket(run, group[i + 1 :]):
            run.append(line)
        else:
            found.append(paragraph(run, number, columns[i]))
            run = [line]
    found.append(paragraph(run, number, columns[-1]))
    return found


def one_label(group: list[Line], columns: list[float]) -> Squeezed | None:
    """The whole group, if it is one byline or source line that was cut where its column ended."""
    if not 1 < len(group) <= MOST_LABEL_LINES or sum(len(line.text) for line in group) > LONGEST_LABEL:
        return None
    whole = join([line.text for line in group])
    if parse_byline(whole) or pattern("scan").search(whole.text):
        return whole
    return None


def paragraph(run: list[Line], number: int, wide: float) -> Paragraph:
    """One paragraph of these lines."""
    text, full = join([line.text for line in run]), is_full(run[-1], wide)
    return Paragraph(text, run[0].level, number, wide if len(run) > 1 else 0, full, run[0].space, run[0].indent)


def column(group: list[Line], i: int) -> float:
    """Width of the column that line i stands in, 0 if none can be seen."""
    around = sorted(line.width for line in group[max(0, i - AROUND) : i + AROUND + 1])
    if len(around) < 2:
        return around[0] if around else 0.0
    wide = around[-2] if len(around) >= 5 else around[-1]
    return wide if wide <= WIDEST_COLUMN else 0.0


def is_full(line: Line, wide: float) -> bool:
    """Whether a line fills a column."""
    return wide > 0 and line.width >= wide - wide * SLACK - SLACK_MORE


def joins(group: list[Line], i: int, columns: list[float], set_in_column: bool, runs_on: bool = False) -> bool:
    """Whether line i goes on in line i + 1; `runs_on` if it goes on from the line before and cannot be an end."""
    line, following = group[i], group[i + 1]
    if following.indent >= 1.5 and following.indent > line.indent:
        return False
    if is_full(line, columns[i]) and goes_on_as_label(line.text.text, following.text.text):
        return True
    if not (runs_on or is_full(line, columns[i])) or begins_piece(group, i + 1):
        return False
    if ends(line):
        return set_in_column and line.width >= columns[i] - 1.5 and line.text.text[-1:] not in "”"
    return not is_label(line.text)


def open_bracket(run: list[Line], following: list[Line]) -> bool:
    """Whether lines end inside a bracket that the next ones close, as long bylines do."""
    before = "".join(line.text.text for line in run)[-LONGEST_LABEL:]
    if before.rfind("）") >= before.rfind("（"):
        return False
    after = "".join(line.text.text for line in following[:MOST_LABEL_LINES])[:LONGEST_LABEL]
    return 0 <= after.find("）") < (after + "（").index("（")


def begins_piece(group: list[Line], i: int) -> bool:
    """Whether line i is, or begins, something that cannot be the rest of a paragraph."""
    text = group[i].text
    if BULLETS.match(text.text) and parse_byline(text):
        return True
    return bool(lead_in(text) or pattern("caption_mark").match(text.text) or is_label(text))


def goes_on_as_label(line: str, following: str) -> bool:
    """Whether a source line that fills its column goes on in the next line, which has the look of one too."""
    if len(line) > LONGEST_LABEL or not pattern("meta").search(line):
        return False
    return len(following) <= LONGEST_LABEL and bool(len(following) <= 3 or pattern("meta_rest").search(following))


def is_label(text: Squeezed) -> bool:
    """Whether a line is a byline or a source line by itself."""
    if len(text) > LONGEST_LABEL:
        return False
    byline = parse_byline(text)
    return bool((byline and (byline.bullet or byline.first_role)) or is_furniture(text.text))


def is_furniture(text: str) -> bool:
    """Whether a short text is navigation, or a line about the page's source."""
    return any(pattern(name).search(text) for name in ("navigation", "source", "section"))
