"""A stream cut into lines, and lines into groups: runs of lines without an empty one between them.

Markdown marks at the beginning of a line (headings, quotes, list marks, rules) and inside it (emphasis, links,
pictures) are taken off; what they said is kept as the line's level. Line ends are those of any system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.reading.squeezed import Squeezed, squeeze, width
from kg.reading.stream import Stream

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")
END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t]+|(?=[^\s#!]))")
QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+|[ \t]*[-*+][ \t]+(?=\S)")
RULE = re.compile(r"[ \t]*(?:(?:[-*_=][ \t]*){3,}|[|:\-+ \t]{4,})$")
INLINE = re.compile(
    r"\*{1,3}|__|`+|!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|\[(?=[^\]\n]{1,200}\]\()|(?<=\])\([^)\n]{1,500}\)|\](?=\()"
)
CLOSING_MARKS = re.compile(r"[ \t]+#+[ \t]*$")
INDENT = re.compile(r"[ \t\u3000\xa0]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its squeezed text, its indent and width (in Chinese characters), its heading level."""

    text: Squeezed
    indent: float
    width: float
    level: int  # of a Markdown or HTML heading, 0 for none
    space: int = 0  # empty lines before it


def groups(stream: Stream) -> Iterator[list[Line]]:
    """The stream's lines, group by group. A heading is a group of its own."""
    group: list[Line] = []
    space = 0
    for start, end in spans(stream.text):
        line = read_line(stream, start, end)
        if line is None:
            if group:
                yield group
            group = []
            space += 1
            continue
        line = replace(line, space=space) if space else line
        space = 0
        if line.level:
            if group:
                yield group
            yield [line]
            group = []
        else:
            group.append(line)
    if group:
        yield group


def spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line, without its end."""
    here = 0
    for end in END.finditer(text):
        yield here, end.start()
        here = end.end()
    yield here, len(text)


def read_line(stream: Stream, start: int, end: int) -> Line | None:
    """One line without its marks; None for an empty line or a rule."""
    text = stream.text
    indent = INDENT.match(text, start, end)
    assert indent is not None  # it matches the empty string too
    if RULE.match(text, start, min(end, start + 200)) and end - start <= 200:
        return None
    level, here = 0, start
    heading = HEADING.match(text, start, end)
    quote = None if heading else QUOTE.match(text, start, end)
    if heading:
        level, here = len(heading.group(1)), heading.end()
        closing = CLOSING_MARKS.search(text, max(here, end - 20), end)
        end = closing.start() if closing else end
    elif quote:
        here = quote.end()
    parts = []
    for mark in INLINE.finditer(text, here, end):
        parts.append((here, mark.start()))
        here = mark.end()
    parts.append((here, end))
    squeezed = squeeze(text, stream.at, parts)
    if not squeezed.text:
        return None
    blanks = len(squeezed.blanks) / 2
    return Line(squeezed, width(indent.group()), width(squeezed.text) + blanks, level)
