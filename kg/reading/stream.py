"""A page's text without its markup: characters that a reader sees, each with its offset in the file.

Plain text is its own stream. HTML is parsed with the standard library; head, script, style, navigation and footer are
left out, blocks end lines, headings begin with `#` signs as in Markdown, entities become the characters they stand
for.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Stream:
    """Visible text; `at[i]` is the offset in the file of its character i, or of the tag that makes it."""

    text: str
    at: Sequence[int]


DROPPED = frozenset(
    {*["script", "style", "nav", "noscript", "template", "svg", "iframe", "select", "button", "footer", "head"]}
)
BLOCKS = frozenset(
    {
        *[
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ],
        *[
            "header",
            "hr",
            "html",
            "li",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "tr",
            "ul",
        ],
    }
)
TAG = re.compile(r"""<(?:[a-zA-Z/](?:[^<>"']|"[^"<]{0,4000}"|'[^'<]{0,4000}'){0,4000}>|[!?][^<>]{0,4000}>|!--)""")
LOOSE_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,4000}>")  # with a quote that is not closed
MOST_LOOSE = 200
HEADINGS = {f"h{n}": n for n in range(1, 7)}


def plain(text: str) -> Stream:
    """The stream of a text without markup."""
    return Stream(text, range(len(text)))


def visible(text: str) -> Stream:
    """The stream of an HTML page, in linear time, whatever its errors."""
    parser = _Reader(text)
    parser.feed(without_stray_brackets(text))
    parser.close()
    return Stream("".join(parser.parts), parser.at)


def without_stray_brackets(text: str) -> str:
    """The same text, as long as before, with a blank for each `<` that begins no tag.

    The parser looks for the end of every tag, comment or declaration up to the end of the text: on a page of open
    ones that takes quadratic time. A comment that is not closed reaches to the end.
    """
    unclosed = text.find("<!--", text.rfind("-->") + 1)
    text = text if unclosed < 0 else text[:unclosed]
    parts, here, loose = [], 0, 0
    for bracket in re.finditer("<", text):
        if not TAG.match(text, bracket.start()):
            loose += 1
            if loose <= MOST_LOOSE and LOOSE_TAG.match(text, bracket.start()):
                continue
            parts += [text[here : bracket.start()], " "]
            here = bracket.end()
    return "".join([*parts, text[here:]])


class _Reader(HTMLParser):
    """Collects what is seen. The parser leaves entities as they are, so that its offsets are the file's."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = text
        self.lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self.parts: list[str] = []
        self.at = array("q")
        self.closing: list[str] = []  # dropped elements that are open

    def here(self) -> int:
        """Offset of what the parser is handling."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def put(self, part: str, start: int) -> None:
        """Add characters that stand in the file as they are."""
        self.parts.append(part)
        self.at.extend(range(start, start + len(part)))

    def end_line(self, lines: int = 2) -> None:
        """End a line, or a block."""
        self.parts.append("\n" * lines)
        self.at.extend([self.here()] * lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a heading or a dropped element."""
        if tag == "body":
            self.closing.clear()
        elif tag in DROPPED:
            self.closing.append(tag)
        elif not self.closing:
            if tag == "br":
                self.end_line(1)
            elif tag in BLOCKS:
                self.end_line()
                if tag in HEADINGS:
                    marks = "#" * HEADINGS[tag] + " "
                    self.parts.append(marks)
                    self.at.extend([self.here()] * len(marks))
            elif tag in ("td", "th"):
                self.parts.append(" ")
                self.at.append(self.here())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat `<br/>` as `<br>`; a dropped element that closes itself drops nothing."""
        if tag not in DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a block or a dropped element, with all that it left open."""
        if tag in self.closing:
            while self.closing.pop() != tag:
                pass
        elif not self.closing and tag in BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        """Add text; a line end in HTML source is a blank."""
        if not self.closing:
            start = self.here()
            self.put(self.source[start : start + len(data)].replace("\n", " ").replace("\r", " "), start)

    def refer(self, reference: str) -> None:
        """Add the character that an entity stands for, or the entity as printed if it stands for none."""
        if not self.closing:
            character = unescape(reference)
            if character == reference:
                closed = self.source.startswith(reference, self.here())
                self.put(reference if closed else reference[:-1], self.here())
            else:
                self.parts.append(character[0])
                self.at.append(self.here())

    def handle_entityref(self, name: str) -> None:
        """Add the character behind `&name;`."""
        self.refer(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Add the character behind `&#name;`."""
        self.refer(f"&#{name};")
